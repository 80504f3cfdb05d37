/** The rows of a review: which are ticked, which are twins, and which field a failure asks for. */
import { describe, expect, it } from 'vitest';
import type { ImportCheck } from '../../../src/domain/import-check';
import type { ImportedProfile } from '../../../src/domain/imported';
import { parseOrigin } from '../../../src/domain/parse-site';
import type { PreviewLine } from '../../../src/domain/preview';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import {
  checkedRow,
  originsOfRows,
  rowsOf,
  typedAt,
} from '../../../src/manager/import/review-rows';
import { SANDBOX_ADMIN } from '../../support/drafts';

const imported = (draft: Partial<ProfileDraft> = {}): ImportedProfile => ({
  draft: { ...SANDBOX_ADMIN, ...draft },
  isReady: true,
  remarks: [],
});

const check = (part: Partial<ImportCheck> = {}): ImportCheck => ({
  preview: [],
  isThere: false,
  tokenOrigins: [],
  otherServers: [],
  ...part,
});

describe('a twin', () => {
  const off = SANDBOX_ADMIN.headers.map((header) => ({ ...header, isOff: true as const }));
  const twinsOf = async (...profiles: ImportedProfile[]) =>
    (await rowsOf(profiles)).map(({ isTwin }) => isTwin);

  it('has the sites and headers of an earlier row, by any name', async () => {
    expect(await twinsOf(imported(), imported({ name: 'Again' }))).toEqual([false, true]);
  });

  it('is no row that is on beside one that is off in the source', async () => {
    expect(await twinsOf(imported({ headers: off }), imported())).toEqual([false, false]);
  });

  it('is no row without a site: that is not known yet', async () => {
    expect(await twinsOf(imported({ sites: [] }), imported({ sites: [] }))).toEqual([false, false]);
  });
});

describe('a failure', () => {
  const asked = async (field: string) => {
    const [row] = await rowsOf([imported()]);
    const failure = { code: 'profile-invalid', field } as const;
    return row && checkedRow(row, row.draft, check({ failure })).asked;
  };

  it.each([
    ['site', ['sites.0.site']],
    ['sites.1.path', ['sites.1.site']],
    ['headers.0.key', ['headers.0.key']],
    ['name', []],
  ])('of %s asks for %j', async (field, places) => {
    expect(await asked(field)).toEqual(places);
  });
});

it('a check of an older draft is not taken', async () => {
  const [row] = await rowsOf([imported()]);
  if (!row) throw new Error('no row');
  const typed = typedAt(row, 'sites.0.site', 'https://other.test/v1');

  expect(checkedRow(typed, row.draft, check())).toBe(typed);
  expect(typed.draft.sites).toEqual([{ url: 'https://other.test', path: '/v1' }]);
});

it('the origins of rows are those of their places and token servers, each once', async () => {
  const line: PreviewLine = {
    headerNames: ['X-Key'],
    places: ['https://a.test/v1'],
    opened: [],
    callers: [],
    methods: [],
    formsAndFrames: false,
    picturesLeftOut: false,
    guards: [],
  };
  const [row] = await rowsOf([imported()]);
  if (!row) throw new Error('no row');
  const token = parseOrigin('https://login.test');
  const checked = checkedRow(row, row.draft, check({ preview: [line], tokenOrigins: [token] }));

  expect(originsOfRows([checked, checked])).toEqual(['https://a.test', 'https://login.test']);
});
