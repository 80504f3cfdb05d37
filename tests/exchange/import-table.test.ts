/**
 * The table of docs/import.md, made of the fixtures: what becomes of each feature of each source.
 *
 * After a change of a fixture or an importer, this writes the table anew:
 * `npx vitest run --project unit tests/exchange/import-table.test.ts -u`.
 */
import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatId, type Imported } from '../../src/domain/imported';
import { readImport } from '../../src/exchange';
import { expectTableIn } from '../support/document-table';
import { FEATURES, type Feature, type Outcome } from './features';

const DOCUMENT = 'docs/import.md';

const NAMES: Readonly<Record<FormatId, string>> = {
  modheader: 'ModHeader',
  requestly: 'Requestly',
  headereditor: 'HeaderEditor',
  simplemodifyheaders: 'SimpleModifyHeaders',
  postman: 'Postman',
  insomnia: 'Insomnia',
  bruno: 'Bruno',
  opencollection: 'OpenCollection',
  hoppscotch: 'Hoppscotch',
  thunder: 'Thunder Client',
  openapi: 'OpenAPI, Swagger',
  har: 'HAR',
  curl: 'curl, PowerShell, fetch',
  netrc: 'netrc',
  env: '.env',
  http: '.http, .rest',
};

describe('the fixtures', () => {
  it.each(FORMATS)('of %s are at least five', (format) => {
    expect(FEATURES.filter((each) => each.format === format).length).toBeGreaterThanOrEqual(5);
  });

  it.each(FEATURES.map((each) => [`${each.format}: ${each.feature}`, each] as const))(
    'show %s',
    async (_, { format, files, outcome, why }) => {
      const imported = await readImport(files);
      const codes = codesOf(imported);

      expect({ format: imported.format, outcomes: outcomesOf(imported) }).toEqual({
        format,
        outcomes: expect.arrayContaining([outcome]),
      });
      if (/^[a-z]+(-[a-z]+)*$/.test(why)) expect(codes).toContain(why);
      if (outcome === 'ready') expect(codes).toEqual([]);
    },
  );
});

describe(DOCUMENT, () => {
  it('has the table of the fixtures', () => {
    expectTableIn(DOCUMENT, tableOf(FEATURES));
  });
});

function codesOf({ profiles, remarks }: Imported): readonly string[] {
  return [...profiles.flatMap((profile) => profile.remarks), ...remarks].map(({ code }) => code);
}

/** A file may show several: an import with one profile of each kind. */
function outcomesOf(imported: Imported): readonly Outcome[] {
  const { profiles } = imported;
  if (profiles.some(({ isReady }) => !isReady)) return ['not ready', 'reported'];
  const codes = codesOf(imported);
  if (codes.length === 0) return ['ready'];
  return codes.includes('narrowed') ? ['narrowed', 'reported'] : ['reported'];
}

function tableOf(features: readonly Feature[]): string {
  const lines = features.map(
    ({ format, feature, outcome, why }) =>
      `| ${NAMES[format]} | ${feature.replaceAll('|', '\\|')} | ${outcome} | ${whyOf(why, outcome)} |`,
  );
  return ['| format | feature | outcome | remark |', '|---|---|---|---|', ...lines].join('\n');
}

function whyOf(why: string, outcome: Outcome): string {
  if (why === '' || why === outcome) return '';
  const isCode = /^[a-z]+(-[a-z]+)+$/.test(why);
  return isCode ? `\`${why}\`` : why.replaceAll('|', '\\|');
}
