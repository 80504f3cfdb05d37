import { describe, expect, it, vi } from 'vitest';
import type { HeaderSummary, ProfileSummary } from '../../../src/domain/app-state';
import type { SchemeId } from '../../../src/domain/credential';
import type { HeaderSpecId } from '../../../src/domain/profile';
import type { Origin, PathScope } from '../../../src/domain/site';
import {
  compareProfiles,
  lostCredentials,
  madeAnew,
  rebased,
} from '../../../src/manager/editor/compare-profiles';
import { draftOf, type EditorDraft, newSite } from '../../../src/manager/editor/editor-draft';
import { STORED, summaries } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const HERE = draftOf(STORED);
const header = (id: string, schemeId: SchemeId, paths: readonly string[] = []): HeaderSummary => ({
  id: id as HeaderSpecId,
  schemeId,
  headerNames: ['Authorization'],
  paths: paths as readonly PathScope[],
  methods: [],
  tokenOrigins: [],
  status: { state: 'idle' },
});
const withHeaders = (...headers: HeaderSummary[]): ProfileSummary => ({ ...STORED, headers });
const secret = { username: 'abcd', password: 'only the background may have it' };

function typedHeader(draft: EditorDraft, at = 0): EditorDraft {
  const headers = draft.headers.map((each, index) =>
    index === at ? { ...each, fields: secret } : each,
  );
  return { ...draft, headers };
}

describe('compareProfiles', () => {
  it('finds nothing between a profile and the form it opens', () => {
    expect(compareProfiles(STORED, HERE)).toEqual([]);
  });

  it('finds nothing in what a save would make the same: spaces, order, a pasted address', () => {
    const callers = ['https://a.test', 'https://b.test'] as Origin[];
    const there = { ...STORED, callers };
    const here = {
      ...HERE,
      name: ' Sandbox admin ',
      callers: 'b.test  https://a.test/',
      sites: [newSite('HTTPS://api.test:443/v1')],
    };

    expect(compareProfiles(there, here)).toEqual([]);
  });

  it.each([
    ['name', { name: 'Another' }, { values: ['Sandbox admin'] }, { values: ['Another'] }],
    ['colour', { colour: 'red' }, { said: 'colour_teal' }, { said: 'colour_red' }],
    ['note', { note: 'Mine' }, { values: [''] }, { values: ['Mine'] }],
    ['callers', { callers: 'https://a.test' }, { values: [] }, { values: ['https://a.test'] }],
    ['reminder', { rotateEveryDays: ' 90 ' }, { values: [] }, { values: ['90'] }],
    ['strict', { strict: true }, { said: 'compareOff' }, { said: 'compareOn' }],
    [
      'ownForms',
      { ownForms: true, ownPictures: false, allowCache: false },
      { said: 'compareOff' },
      { said: 'compareOn' },
    ],
    ['allowHttp', { allowHttp: true }, { said: 'compareOff' }, { said: 'compareOn' }],
    [
      'sites',
      { sites: [newSite('https://api.test'), newSite('half-ty ped')] },
      { values: ['https://api.test/v1'] },
      { values: ['https://api.test', 'half-ty ped'] },
    ],
  ] as const)('tells a difference of %s', (_, change, there, here) => {
    expect(compareProfiles(STORED, { ...HERE, ...change })).toMatchObject([{ there, here }]);
  });

  it('tells a header’s paths, methods and scheme apart', () => {
    const [first] = HERE.headers;
    if (!first) throw new Error('no header');
    const changed = { ...first, paths: '/v1/a', methods: [], schemeId: 'bearer', fields: {} };

    expect(compareProfiles(STORED, { ...HERE, headers: [changed] })).toMatchObject([
      { label: 'formScheme', there: { said: 'scheme_basic' }, here: { said: 'scheme_bearer' } },
      { label: 'compareCredential' },
      { label: 'formPaths', there: { values: [] }, here: { values: ['/v1/a'] } },
      { label: 'compareMethods', there: { values: ['GET'] }, here: { values: [] } },
    ]);
  });

  it.each([
    ['neither', STORED, HERE, []],
    ['this one', STORED, typedHeader(HERE), [['compareAsItWas', 'compareTyped']]],
    [
      'the other one',
      { ...STORED, headers: STORED.headers.map((each) => ({ ...each, id: 'x' as HeaderSpecId })) },
      HERE,
      [['compareReplaced', 'compareAsItWas']],
    ],
    [
      'both',
      { ...STORED, headers: STORED.headers.map((each) => ({ ...each, id: 'x' as HeaderSpecId })) },
      typedHeader(HERE),
      [['compareReplaced', 'compareTyped']],
    ],
  ] as const)(
    'says that %s has replaced the credential, and never shows it',
    (_, there, here, said) => {
      const differences = compareProfiles(there, here);

      expect(differences.map((each) => [each.there, each.here])).toEqual(
        said.map(([one, other]) => [{ said: one }, { said: other }]),
      );
      expect(JSON.stringify(differences)).not.toContain(secret.password);
    },
  );

  it('tells of a header that one side has alone', () => {
    const there = withHeaders(...STORED.headers, header('new', 'bearer'));

    expect(compareProfiles(there, HERE)).toEqual([
      {
        label: 'compareHeader',
        schemeId: 'bearer',
        there: { said: 'compareSent' },
        here: { said: 'compareNotSent' },
      },
    ]);
    expect(compareProfiles(STORED, draftOf(there))).toMatchObject([
      { schemeId: 'bearer', there: { said: 'compareNotSent' }, here: { said: 'compareSent' } },
    ]);
  });
});

describe('rebased', () => {
  const ids = (draft: EditorDraft) => draft.headers.map(({ stored }) => stored?.id);

  it('goes on from the same headers, and with what was typed', () => {
    const mine = typedHeader({ ...HERE, note: 'Mine' });

    const draft = rebased(mine, { ...STORED, revision: 4 }, summaries);

    expect(draft).toMatchObject({
      note: 'Mine',
      headers: [{ stored: { id: 'h' }, fields: secret }],
    });
  });

  it('goes on from the credential that took the place of the one that is kept', () => {
    const draft = rebased(HERE, withHeaders(header('x', 'basic')), summaries);

    expect(ids(draft)).toEqual(['x']);
    expect(draft.headers[0]?.fields).toBeUndefined();
    expect(lostCredentials(HERE, withHeaders(header('x', 'basic')))).toEqual([]);
  });

  // A wrong guess would send a credential to the wrong place.
  it.each([
    ['two could be meant', [header('x', 'basic', ['/a']), header('y', 'basic', ['/b'])]],
    ['only one of another scheme is there', [header('x', 'bearer')]],
    ['none is there', []],
  ])('asks for the credential again where %s', (_, headers) => {
    const there = withHeaders(...headers);

    expect(lostCredentials(HERE, there)).toEqual(HERE.headers);
    const draft = rebased(HERE, there, summaries);
    expect(ids(draft)).toEqual([undefined]);
    expect(draft.headers[0]?.fields).toEqual({});
  });

  it('takes the credential of one for no other that is kept as well', () => {
    const two = draftOf(withHeaders(header('a', 'basic', ['/a']), header('b', 'basic', ['/b'])));

    expect(ids(rebased(two, withHeaders(header('x', 'basic')), summaries))).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('madeAnew', () => {
  it('keeps what was typed and asks for the rest, as the scheme begins it', () => {
    const two = draftOf(withHeaders(header('a', 'basic'), header('b', 'api-key')));
    const initial = summaries.find(({ id }) => id === 'api-key')?.fields[0]?.initial;

    const draft = madeAnew(typedHeader(two), summaries);

    expect(draft.headers.map(({ stored, fields }) => ({ stored, fields }))).toEqual([
      { stored: undefined, fields: secret },
      { stored: undefined, fields: { headerName: initial } },
    ]);
    expect(lostCredentials(typedHeader(two), undefined)).toHaveLength(1);
  });
});
