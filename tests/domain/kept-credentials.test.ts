import { describe, expect, it } from 'vitest';
import { keptIn, storedCredentials } from '../../src/domain/kept-credentials';
import type { Profile } from '../../src/domain/profile';
import { header, profile } from '../support/stored-profile';

const KEY = { key: 'k' };
const before = profile('a', header('h', KEY));
const from = (after: Profile) =>
  keptIn(storedCredentials([before]), after).map(({ fromProfile, from }) => [
    fromProfile.id,
    from.id,
  ]);

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

    expect(keptIn(storedCredentials([replaced]), profile('a', header('new', KEY)))).toHaveLength(1);
  });

  it('counts from the bin only if it comes back: ids there are those of stored headers', () => {
    const binned = profile('a', header('h', { key: 'old' }));
    const kept = (after: Profile) => keptIn(storedCredentials([], [binned]), after).length;

    expect(kept(profile('a', header('h', KEY)))).toBe(0);
    expect(kept(profile('a', ...binned.headers))).toBe(1);
  });

  it('is looked for once in each stored profile, however many profiles change', () => {
    let looks = 0;
    const counted = Array.from({ length: 20 }, (_, index) => {
      const { headers, ...rest } = profile(`p${index}`, header(`h${index}`, { key: `k${index}` }));
      const own = {
        ...rest,
        get headers() {
          looks += 1;
          return headers;
        },
      };
      return own as Profile;
    });
    const stored = storedCredentials(counted);

    const kept = counted.map((each) => keptIn(stored, profile(each.id, header('new', KEY))));

    expect(kept.flat()).toEqual([]);
    expect(looks).toBe(counted.length);
  });
});
