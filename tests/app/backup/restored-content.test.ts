/** A restored profile gets ids that no part of the vault knows. */
import { describe, expect, it } from 'vitest';
import { merged, replaced } from '../../../src/app/backup/restored-content';
import type { Backup } from '../../../src/backup/backup-schema';
import { parsePathScope } from '../../../src/domain/parse-site';
import type { HeaderSpecId, ProfileId } from '../../../src/domain/profile';
import { scopeOf } from '../../../src/domain/scope';
import type { Period } from '../../../src/domain/widened';
import { EMPTY_CONTENT, type VaultContent } from '../../../src/vault/content';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { proves } from '../../support/proves';
import { profile } from '../../support/stored-profile';

// Casts: the tests name them.
const OWN = '00000000-0000-4000-8000-000000000001' as ProfileId;
const HEADER = '00000000-0000-4000-8000-000000000002' as HeaderSpecId;
const OTHER = '00000000-0000-4000-8000-000000000003' as ProfileId & HeaderSpecId;

const backup: Backup = {
  'keybearer-backup': 1,
  madeAt: 0,
  profiles: [
    {
      id: OWN,
      revision: 1,
      name: 'Restored',
      colour: 'grey',
      note: '',
      sites: [{ origin: 'https://api.test', path: '' }],
      headers: [
        { id: HEADER, schemeId: 'bearer', fields: { token: 'abc' }, paths: [], methods: [] },
      ],
      callers: [],
      strict: false,
      ownForms: false,
      ownPictures: false,
      allowCache: false,
      allowHttp: false,
    },
  ],
  picks: {},
  pickTimes: {},
  settings: {},
  declinedCalls: [],
};

function idsAfter(content: Partial<VaultContent>): readonly (string | undefined)[] {
  const [restored] = merged(
    { ...EMPTY_CONTENT, ...content },
    { backup, used: [], now: 1 },
  ).profiles;
  return [restored?.id, restored?.headers[0]?.id];
}

const draft = (id: string, header: string) => ({
  ...SANDBOX_ADMIN,
  id,
  headers: SANDBOX_ADMIN.headers.map((each) => ({ ...each, id: header })),
});
const replacement = (profileId: ProfileId) => ({ profileId, revision: 1, value: 'x', typedAt: 1 });
const widening = (profileId: ProfileId, id: HeaderSpecId) => ({
  profileId,
  // Cast: the tests name it.
  period: 'p' as Period,
  before: scopeOf(profile('one'), [{ id, paths: [], methods: [] }]),
});
const binned = (id: string, header: string) => ({
  id: 'binned',
  kind: 'draft',
  key: id,
  draft: draft(id, header),
  deletedAt: 1,
  foundIn: '',
});

describe('the ids of a restored profile', () => {
  it('are those of the file if nothing has them', () => {
    expect(idsAfter({})).toEqual([OWN, HEADER]);
  });

  it.each<[string, Partial<VaultContent>, boolean, boolean]>([
    ['the profile of an unsaved form', { drafts: { [OWN]: draft(OWN, OTHER) } }, true, false],
    ['the header of an unsaved form', { drafts: { new: draft(OTHER, HEADER) } }, false, true],
    ['the profile of a typed secret', { replacements: { [OTHER]: replacement(OWN) } }, true, false],
    [
      'the header of a typed secret',
      { replacements: { [HEADER]: replacement(OTHER) } },
      false,
      true,
    ],
    ['the profile of a widening', { widenings: [widening(OWN, OTHER)] }, true, false],
    ['the header of a widening', { widenings: [widening(OTHER, HEADER)] }, false, true],
    // Cast: the test names its id.
    [
      'a form in the bin',
      { bin: [binned(OWN, HEADER)] as unknown as VaultContent['bin'] },
      true,
      true,
    ],
  ])('are new for %s', (_, content, isNewProfile, isNewHeader) => {
    const [id, header] = idsAfter(content);

    expect([id !== OWN, header !== HEADER]).toEqual([isNewProfile, isNewHeader]);
  });
});

proves('T24', 'a backup takes the mark off no stored credential', (tried) => {
  const restore = { backup, used: [], now: 1 };
  const [restored] = merged(EMPTY_CONTENT, restore).profiles;
  if (!restored) throw new Error('not restored');
  const production = { readPaths: [parsePathScope('/search')] };
  const stored = { ...restored, name: 'Mine', sites: [], production };
  const content = { ...EMPTY_CONTENT, profiles: [stored] };

  for (const profiles of [merged(content, restore).profiles, replaced(content, restore).profiles]) {
    const twin = profiles.find(({ name }) => name === 'Restored');
    expect(twin?.production).toEqual(production);
    tried();
  }
  const wider = { readPaths: ['/search', '/delete'] };
  const marked = {
    ...backup,
    profiles: backup.profiles.map((each) => ({ ...each, production: wider })),
  };
  const [, added] = merged(content, { ...restore, backup: marked }).profiles;
  expect(added?.production).toEqual(production);
});
