/** Each row of the table of providers: a form begun from it and completed is taken, and sends as documented. */
import { describe, expect, it, vi } from 'vitest';
import messages from '../../../public/_locales/en/messages.json';
import { checkCredential } from '../../../src/app/profiles/check-credential';
import { parseProfile } from '../../../src/app/profiles/parse-profile';
import { isSecret } from '../../../src/domain/is-secret';
import { parseOrigin } from '../../../src/domain/parse-site';
import { type EditorDraft, newDraft, newSite } from '../../../src/manager/editor/editor-draft';
import { fromPreset } from '../../../src/manager/editor/from-preset';
import { toProfileDraft } from '../../../src/manager/editor/to-profile-draft';
import type { Preset } from '../../../src/manager/presets/preset';
import { PRESETS } from '../../../src/manager/presets/presets';
import { findScheme } from '../../../src/schemes';
import { summaries } from '../../support/editor';
import { DOCUMENTED, LOGIN_TOKEN } from './documented';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const now = 1_790_000_000_000;
/** The values that all customers send: of `anthropic-version`, `Notion-Version` and ngrok's header. */
const CONSTANTS = ['2023-06-01', '2026-03-11', '1'];
/** What a login has got. */
const TOKEN = { value: LOGIN_TOKEN, obtainedAt: now, renewAt: now };
const ROWS = PRESETS.map((preset) => [preset.id, preset] as const);

/** The address that a customer with the shape's names has. */
const exampleOf = (hint: string) =>
  hint.replace(/\{[^}]*\}(?=[:/]|$)/, '{x}.example').replaceAll(/\{[^}]*\}/g, 'mine');

/** The form after the template, with the documented text in each field that the user fills in. */
function completed(preset: Preset): EditorDraft {
  const blank = newDraft(summaries[0]);
  const { draft } = fromPreset(preset, blank, summaries);
  const [site] = preset.sites;
  return {
    ...blank,
    ...draft,
    sites:
      site === undefined ? [newSite(exampleOf(preset.siteHints?.[0] ?? '{host}'))] : draft.sites,
    headers: draft.headers.map((header, index) => ({
      ...header,
      fields: { ...header.fields, ...DOCUMENTED[preset.id]?.typed[index] },
    })),
  };
}

describe('the table of providers', () => {
  it('has ids and names once', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
  });

  it('has an example for each row, and no other', () => {
    expect(Object.keys(DOCUMENTED).sort()).toEqual(PRESETS.map(({ id }) => id).sort());
  });
});

describe.each(ROWS)('the row %s', (id, preset) => {
  const { sites, siteHints = [], headers, link } = preset;

  it('has canonical https origins', () => {
    for (const site of sites) expect(parseOrigin(site)).toBe(site);
    for (const site of [...sites, ...siteHints.map(exampleOf)]) {
      expect(parseOrigin(site)).toMatch(/^https:/);
    }
  });

  it('has a document of its provider', () => {
    expect(new URL(link).protocol).toBe('https:');
  });

  it('asks for fields that its schemes have, and for each that holds a secret', () => {
    for (const { schemeId, fields = {}, paste } of headers) {
      const specs = findScheme(schemeId).fields;
      const names = specs.map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining([...Object.keys(fields), ...Object.keys(paste)]),
      );
      const given = { ...fields, ...paste };
      const secrets = specs
        .filter(({ kind, isOptional, onlyIf }) => {
          return kind.startsWith('secret') && !isOptional && onlyIf?.is !== 'given';
        })
        .map(({ name }) => name);
      expect(Object.keys(given)).toEqual(
        expect.arrayContaining(secrets.filter((name) => name !== 'secretEncoding')),
      );
    }
  });

  it('says in one sentence or a few what to paste', () => {
    for (const key of headers.flatMap(({ paste }) => Object.values(paste))) {
      expect(messages[key].message).toMatch(/[.…)]$/);
    }
  });

  it('has no secret: a secret field has a documented constant or nothing', () => {
    for (const { schemeId, fields = {} } of headers) {
      const secret = findScheme(schemeId).fields.filter(isSecret);
      const brought = secret.flatMap(({ name }) => fields[name] ?? []);
      expect(CONSTANTS).toEqual(expect.arrayContaining(brought));
    }
  });

  it('makes a profile without a refusal or a doubt', () => {
    const draft = toProfileDraft(completed(preset), { revision: 0 }, summaries);

    const profile = parseProfile(draft, undefined, now);

    expect(profile.headers.map(({ schemeId }) => schemeId)).toEqual(
      headers.map((each) => each.schemeId),
    );
    for (const { schemeId, fields = {} } of draft.headers) {
      expect(checkCredential(schemeId, fields, now).findings).toEqual([]);
    }
  });

  it('sends them to the documented paths only', () => {
    // Gluwa wants another header at each of its paths.
    if (id.startsWith('gluwa')) return;
    for (const { paths } of headers) expect(paths).toEqual(DOCUMENTED[id]?.under ?? []);
  });

  it('sends the documented headers, each under its own name', async () => {
    const draft = toProfileDraft(completed(preset), { revision: 0 }, summaries);

    const issued = await Promise.all(
      draft.headers.map(({ schemeId, fields = {} }) => {
        const scheme = findScheme(schemeId);
        return scheme.issue(scheme.parse(fields), { now, ...(scheme.grant && { token: TOKEN }) });
      }),
    );

    const lines = issued.flatMap((each) => each.headers.map(({ name, value }) => [name, value]));
    expect(lines).toEqual(
      DOCUMENTED[id]?.sent.map(([name, value]) => [
        name,
        typeof value === 'string' ? value : expect.stringMatching(value),
      ]),
    );
  });
});
