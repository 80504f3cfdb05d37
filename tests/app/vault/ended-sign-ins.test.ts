/** The sign-ins that a server is asked to revoke, for every way out of the bin. */
import { describe, expect, it } from 'vitest';
import { endedSignIns } from '../../../src/app/vault/ended-sign-ins';
import type { BinnedEntry, BinnedId } from '../../../src/domain/bin';
import type { HeaderSpec, HeaderSpecId, Profile, ProfileId } from '../../../src/domain/profile';
import { findScheme } from '../../../src/schemes';
import { BLANK } from '../../support/drafts';
import { SIGN_IN_FIELDS } from '../../support/signed-in';

const { parse } = findScheme('oauth2-authorization-code');
const CREDENTIAL = parse(SIGN_IN_FIELDS);
const OTHER_CLIENT = parse({ ...SIGN_IN_FIELDS, clientId: 'another' });

const headerOf = (spec: Partial<HeaderSpec>): HeaderSpec => ({
  id: 'header' as HeaderSpecId,
  schemeId: 'oauth2-authorization-code',
  credential: CREDENTIAL,
  paths: [],
  methods: [],
  ...spec,
});

const profileOf = (...specs: Partial<HeaderSpec>[]): Profile => ({
  id: 'profile' as ProfileId,
  revision: 1,
  name: 'Robot',
  colour: 'grey',
  note: '',
  sites: [],
  headers: specs.map(headerOf),
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
});

const entryOf = (id: string, ...specs: Partial<HeaderSpec>[]): BinnedEntry => ({
  id: id as BinnedId,
  kind: 'profile',
  deletedAt: 0,
  profile: profileOf(...specs),
  at: 0,
});

const draft: BinnedEntry = {
  id: 'draft' as BinnedId,
  kind: 'draft',
  deletedAt: 0,
  key: 'new',
  draft: BLANK,
};

const empty = { profiles: [], bin: [] };
const ended = (...parameters: Parameters<typeof endedSignIns>) =>
  endedSignIns(...parameters).map(({ token, isShared }) => (isShared ? `${token} shared` : token));

describe('endedSignIns', () => {
  it('are none while an entry enters the bin, stays there or is restored', () => {
    const entry = entryOf('a', { refreshToken: 'one' });
    const profiles = [profileOf({ refreshToken: 'one' })];

    expect(ended({ profiles, bin: [] }, { profiles: [], bin: [entry] })).toEqual([]);
    expect(ended({ profiles: [], bin: [entry] }, { profiles: [], bin: [entry] })).toEqual([]);
    expect(ended({ profiles: [], bin: [entry] }, { profiles, bin: [] })).toEqual([]);
  });

  it('are none where a token is renewed while it is in the bin', () => {
    const before = { profiles: [], bin: [entryOf('a', { refreshToken: 'one' })] };
    const after = { profiles: [], bin: [entryOf('a', { refreshToken: 'two' })] };

    expect(ended(before, after)).toEqual([]);
  });

  it('are those with a refresh token or a lasting token, the replaced ones too', () => {
    const lastingToken = { value: 'lasting', obtainedAt: 0 };
    const previousCredential = {
      schemeId: 'oauth2-authorization-code',
      credential: OTHER_CLIENT,
      refreshToken: 'before',
    } as const;
    const bin = [
      draft,
      entryOf('a', { refreshToken: 'one', previousCredential }, { lastingToken }, {}),
    ];

    expect(ended({ profiles: [], bin }, empty)).toEqual(['one', 'before', 'lasting']);
  });

  it('leave out a token that is still in the vault or the bin', () => {
    const gone = entryOf('a', { refreshToken: 'one' }, { refreshToken: 'two' });
    const left = entryOf('b', { refreshToken: 'one' });
    const profiles = [profileOf({ refreshToken: 'two' })];

    expect(ended({ profiles, bin: [gone, left] }, { profiles, bin: [left] })).toEqual([]);
  });

  it.each([
    ['vault', { profiles: [profileOf({ refreshToken: 'two' })], bin: [] }],
    ['bin', { profiles: [], bin: [entryOf('b', { refreshToken: 'two' })] }],
  ])('say that another sign-in of the same client is in the %s', (_, after) => {
    const bin = [entryOf('a', { refreshToken: 'one' }), ...after.bin];

    expect(ended({ ...after, bin }, after)).toEqual(['one shared']);
  });

  it('take another client, or one without a sign-in, for none of the same', () => {
    const profiles = [profileOf({ credential: OTHER_CLIENT, refreshToken: 'two' }, {})];
    const bin = [entryOf('a', { refreshToken: 'one' })];

    expect(ended({ profiles, bin }, { profiles, bin: [] })).toEqual(['one']);
  });

  it('are found among credentials that do not fit their scheme', () => {
    const bin = [entryOf('a', { credential: {}, refreshToken: 'one' })];

    expect(ended({ profiles: [], bin }, empty)).toEqual(['one']);
  });

  it('name a token once, and all of a client that leave together', () => {
    const bin = [
      entryOf('a', { refreshToken: 'one' }),
      entryOf('b', { refreshToken: 'one' }, { refreshToken: 'two' }),
    ];

    expect(ended({ profiles: [], bin }, empty)).toEqual(['one', 'two']);
  });
});
