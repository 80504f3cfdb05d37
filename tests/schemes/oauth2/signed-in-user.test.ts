/** Which user a token answer names: by the ID token, or by an access token that is a JWT. */
import { describe, expect, it } from 'vitest';
import { namesUser, signedInUser } from '../../../src/schemes/oauth2/signed-in-user';
import { jwtOf } from '../../support/jwt';

const ada = { iss: 'https://auth.test', sub: 'ada' };
const opaque = 'opaque';

describe('the user', () => {
  it('is the same in each token of one issuer, whatever else it says', async () => {
    const one = await signedInUser(jwtOf({ ...ada, exp: 1, nonce: 'a' }), opaque);
    const other = await signedInUser(jwtOf({ ...ada, exp: 2, email: 'ada@auth.test' }), opaque);

    expect(one?.digest).toMatch(/^[\w+/]{43}=$/);
    expect(other?.digest).toBe(one?.digest);
  });

  it.each([
    ['another subject', { ...ada, sub: 'bob' }],
    ['the same subject of another issuer', { ...ada, iss: 'https://other.test' }],
    ['no issuer', { sub: 'ada' }],
    // As one text both would read the same.
    ['a subject with a part of the issuer', { iss: 'https://auth.tes', sub: 'tada' }],
  ])('is another one with %s', async (_, claims) => {
    const { digest } = (await signedInUser(jwtOf(ada), opaque)) ?? {};

    expect((await signedInUser(jwtOf(claims), opaque))?.digest).not.toBe(digest);
  });

  it('is read from the access token if the ID token cannot be read', async () => {
    const { digest } = (await signedInUser(jwtOf(ada), opaque)) ?? {};

    for (const idToken of [undefined, null, 7, {}, 'a.b.c', 'a.b.c.d.e', jwtOf({ iss: 'i' })]) {
      expect((await signedInUser(idToken, jwtOf(ada)))?.digest).toBe(digest);
      expect(await signedInUser(idToken, opaque)).toBeUndefined();
    }
  });

  it.each([
    [{ login_hint: 'h', preferred_username: 'p', email: 'e' }, 'h'],
    [{ preferred_username: 'p', email: 'e' }, 'p'],
    [{ email: 'e', preferred_username: 7 }, 'e'],
    [{ email: '' }, undefined],
    [{ email: 'e'.repeat(321) }, undefined],
    [{}, undefined],
  ])('has of %o the name %s', async (claims, hint) => {
    const user = await signedInUser(jwtOf({ ...ada, ...claims }), opaque);

    expect(user?.loginHint).toBe(hint);
    expect(user?.digest).not.toContain('ada');
  });

  it('is named by a JWT with a subject alone', () => {
    expect(namesUser(jwtOf(ada))).toBe(true);
    expect(namesUser(jwtOf({ iss: 'i', sub: '' }))).toBe(false);
    expect(namesUser(opaque)).toBe(false);
  });
});
