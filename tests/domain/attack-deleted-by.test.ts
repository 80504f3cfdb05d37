/** A credential of another build may be a text: a change that keeps it deletes nothing. */
import { expect, it } from 'vitest';
import { deletedBy } from '../../src/domain/deleted-by';
import type { Profile } from '../../src/domain/profile';

it('a kept credential that is no object is not deleted by another colour', () => {
  // Cast: only what `deletedBy` reads.
  const profile = {
    id: 'profile',
    colour: 'grey',
    headers: [{ id: 'header', schemeId: 'later', credential: 'text', paths: [], methods: [] }],
  } as unknown as Profile;

  expect(deletedBy([profile], [{ ...profile, colour: 'red' } as Profile], 0)).toEqual([]);
});

it('a deleted header is no typed-again one because its twin keeps the same key as previous', () => {
  const key = () => ({ token: 'same' });
  const [first, second] = [key(), key()];
  const place = { schemeId: 'bearer', methods: [] };
  // Casts: only what `deletedBy` reads.
  const before = {
    id: 'profile',
    headers: [
      { ...place, id: 'one', credential: first, paths: [] },
      { ...place, id: 'two', credential: second, paths: ['/v1/'] },
    ],
  } as unknown as Profile;
  const replaced = {
    ...place,
    id: 'three',
    credential: { token: 'new' },
    paths: [],
    previousCredential: { schemeId: 'bearer', credential: first },
  };
  const after = { ...before, headers: [replaced] } as unknown as Profile;

  expect(deletedBy([before], [after], 0)).toMatchObject([
    { entry: { kind: 'header', profile: { headers: [{ id: 'two' }] } } },
  ]);
});
