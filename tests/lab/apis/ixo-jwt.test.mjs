/** The judge of JWTs is judged by the examples of RFC 7515, appendix A, which end in 2011. */
import { createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signJwt, verifyJwt } from './ixo-jwt.mjs';

const PAYLOAD =
  'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
/** A.1.1 */
const HS256 = `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${PAYLOAD}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`;
/** A.3.1 */
const ES256 = `eyJhbGciOiJFUzI1NiJ9.${PAYLOAD}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`;
/** A.5: no signature. */
const UNSECURED = `eyJhbGciOiJub25lIn0.${PAYLOAD}.`;

const EXPIRES = 1300819380_000;

const KEYS = {
  HS256: createSecretKey(
    'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
    'base64url',
  ),
  ES256: createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    },
  }),
};

describe('verifyJwt', () => {
  it.each([
    ['HS256', HS256],
    ['ES256', ES256],
  ])('takes the published %s token before its end', (_algorithm, token) => {
    expect(verifyJwt(token, KEYS, EXPIRES - 1)).toMatchObject({ claims: { iss: 'joe' } });
    expect(verifyJwt(token, KEYS, EXPIRES)).toEqual({ problem: 'expired' });
  });

  it.each([
    ['no signature', UNSECURED, 'forged'],
    ['another signature', HS256.replace('.dB', '.dC'), 'forged'],
    ['the signature of another', HS256.replace(/[^.]+$/, ES256.split('.')[2] ?? ''), 'forged'],
    ['too few parts', HS256.replace(/\.[^.]+$/, ''), 'malformed'],
    ['padding', `${HS256}=`, 'malformed'],
    ['a fourth part', `${HS256}.x`, 'malformed'],
    ['no JWT at all', 'opaque', 'malformed'],
    ['nothing', '', 'malformed'],
  ])('refuses %s', (_what, token, problem) => {
    expect(verifyJwt(token, KEYS, EXPIRES - 1)).toEqual({ problem });
  });

  it.each(/** @type {const} */ (['HS256', 'ES256']))('takes what signJwt makes by %s', (name) => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = { HS256: KEYS.HS256, ES256: pair.privateKey };
    const claims = { sub: 'ä', exp: 2 };

    const token = signJwt(claims, name, keys);

    expect(verifyJwt(token, { ...keys, ES256: pair.publicKey }, 1_999)).toEqual({ claims });
  });
});
