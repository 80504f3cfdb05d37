import { describe, expect, it } from 'vitest';
import { keptIn } from '../../src/domain/kept-credentials';
import type { HeaderSpec, HeaderSpecId, Profile, ProfileId } from '../../src/domain/profile';

const header = (id: string, credential: object, more: Partial<HeaderSpec> = {}): HeaderSpec => ({
  id: id as HeaderSpecId,
  schemeId: 'basic',
  credential,
  paths: [],
  methods: [],
  ...more,
});

const profile = (id: string, ...headers: readonly HeaderSpec[]): Profile => ({
  id: id as ProfileId,
  revision: 1,
  name: id,
  colour: 'grey',
  note: '',
  sites: [],
  headers,
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
});

const KEY = { key: 'k' };
const before = profile('a', header('h', KEY));
const from = (after: Profile) =>
  keptIn([before], after).map(({ fromProfile, from }) => [fromProfile.id, from.id]);

describe('a stored credential', () => {
  const previousCredential = { schemeId: 'basic', credential: KEY } as const;

  it.each<[string, Profile]>([
    ['in its place', profile('a', header('h', KEY))],
    ['read again, under its id', profile('a', header('h', { ...KEY }))],
    ['under another id', profile('a', header('other', KEY))],
    ['beside the one that replaces it', profile('a', header('new', {}, { previousCredential }))],
    ['in another profile', profile('b', header('other', KEY))],
    ['in another profile under its id', profile('b', header('h', { ...KEY }))],
    ['replaced in another profile', profile('b', header('new', {}, { previousCredential }))],
  ])('is kept %s', (_, after) => {
    expect(from(after)).toEqual([['a', 'h']]);
  });

  it('is kept twice if two headers have it', () => {
    expect(from(profile('a', header('h', KEY), header('h', KEY)))).toHaveLength(2);
  });

  it('is another one if it is typed again', () => {
    expect(from(profile('b', header('new', { ...KEY })))).toEqual([]);
  });

  it('comes back from the place of a replaced one', () => {
    const replaced = profile('a', header('h', {}, { previousCredential }));

    expect(keptIn([replaced], profile('a', header('new', KEY)))).toHaveLength(1);
  });
});
