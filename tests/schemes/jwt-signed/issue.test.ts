/**
 * Minted tokens, judged by jose and, independent of it, by Node's own crypto: for each algorithm,
 * from each format of its key.
 */
import { constants, createHmac, verify } from 'node:crypto';
import fc from 'fast-check';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { ALGORITHMS, type Algorithm } from '../../../src/schemes/jwt-signed/algorithms';
import { jwtSigned } from '../../../src/schemes/jwt-signed/jwt-signed';
import { jwk, keyPair, pem, SECRET, serviceAccount } from '../../support/jwt-keys';
import { refusal } from '../../support/matchers';
import { proves, rounds } from '../../support/proves';

const now = 1_587_674_497_999;
const nowSeconds = 1_587_674_497;

/** Algorithm, kind of key (none: a secret), format, and the pasted text. */
type Row = readonly [Algorithm, 'RSA' | 'P-256' | 'P-384' | 'Ed25519' | undefined, string, string];

const FORMATS: readonly [Row, ...Row[]] = [
  ['RS256', 'RSA', 'PKCS#8', pem('RSA')],
  ['RS256', 'RSA', 'PKCS#1', pem('RSA', 'pkcs1')],
  ['RS256', 'RSA', 'JWK', jwk('RSA')],
  ['RS256', 'RSA', "Google's JSON", serviceAccount()],
  ['PS256', 'RSA', 'PKCS#8', pem('RSA')],
  ['PS256', 'RSA', 'PKCS#1', pem('RSA', 'pkcs1')],
  ['PS256', 'RSA', 'JWK', jwk('RSA')],
  ['ES256', 'P-256', 'PKCS#8', pem('P-256')],
  ['ES256', 'P-256', 'SEC1', pem('P-256', 'sec1')],
  ['ES256', 'P-256', 'JWK', jwk('P-256')],
  ['ES384', 'P-384', 'PKCS#8', pem('P-384')],
  ['ES384', 'P-384', 'SEC1', pem('P-384', 'sec1')],
  ['ES384', 'P-384', 'JWK', jwk('P-384')],
  ['EdDSA', 'Ed25519', 'PKCS#8', pem('Ed25519')],
  ['EdDSA', 'Ed25519', 'JWK', jwk('Ed25519')],
  ['HS256', undefined, 'hex', SECRET.toString('hex')],
];

function fieldsOf([algorithm, , format, key]: Row) {
  const secretEncoding = format === 'hex' ? 'hex' : 'utf8';
  return { algorithm, key, secretEncoding, issuer: 'me', audience: 'api', lifetime: '300' };
}

async function mint(fields: Readonly<Record<string, string>>, at = now) {
  const issued = await jwtSigned.issue(jwtSigned.parse(fields), { now: at });
  return { ...issued, token: issued.headers[0].value.replace(/^\S+ /, '') };
}

describe('the preview of a token', () => {
  it.each(FORMATS)('of %s by %s from %s is what is signed', async (...row) => {
    const fields = { ...fieldsOf(row), kid: 'k1', subject: 'ada', claims: '{"role":["a","b"]}' };
    const { token } = await mint(fields);
    const [header, claims] = token
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString());

    const minted = jwtSigned.minted?.(jwtSigned.parse(fields), { now });

    expect(JSON.stringify(JSON.parse(minted?.header ?? ''))).toBe(header);
    expect(JSON.stringify(JSON.parse(minted?.claims ?? ''))).toBe(claims);
    expect(JSON.parse(minted?.claims ?? '')).toMatchObject({ iat: nowSeconds - 60, sub: 'ada' });
  });
});

describe('issue', () => {
  it('is tested with every algorithm on offer', () => {
    expect(new Set(FORMATS.map(([algorithm]) => algorithm))).toEqual(new Set(ALGORITHMS));
  });

  it.each(FORMATS)('mints %s by a %s key in %s, as jose and Node judge it', async (...row) => {
    const [alg, kind] = row;

    const { token } = await mint(fieldsOf(row));

    const key = kind ? keyPair(kind).publicKey : SECRET;
    const { payload } = await jwtVerify(token, key, {
      algorithms: [alg],
      typ: 'JWT',
      issuer: 'me',
      audience: 'api',
      currentDate: new Date(now),
    });
    expect(payload).toMatchObject({ iss: 'me', aud: 'api', iat: nowSeconds - 60 });
    expect(isSignedAsNodeSays(token, alg, kind)).toBe(true);
  });

  it('sends it as a bearer token until it ends, and renews it at 40 % of what is left', async () => {
    const { headers, expiresAt, renewAt, token } = await mint(fieldsOf(FORMATS[0]));

    const exp = nowSeconds - 60 + 300;
    expect(headers).toEqual([{ name: 'Authorization', value: `Bearer ${token}` }]);
    expect(payloadOf(token)).toEqual({ iss: 'me', aud: 'api', iat: nowSeconds - 60, exp });
    expect(expiresAt).toBe(exp * 1000);
    expect(renewAt).toBe(now + 0.4 * (exp * 1000 - now));
  });

  it.each([
    // GitHub, "Generating a JSON Web Token (JWT) for a GitHub App": no more than 10 minutes ahead.
    ['540', 10 * 60, 10 * 60],
    // Google, "Service account authorization without OAuth": exp is 3600 seconds after iat.
    ['3600', 3600, 3600],
  ])('with a lifetime of %s s passes no documented limit', async (lifetime, ahead, span) => {
    const { token } = await mint({ ...fieldsOf(FORMATS[0]), lifetime });

    const { iat, exp } = payloadOf(token);
    expect(Number(exp) - nowSeconds).toBeLessThanOrEqual(ahead);
    expect(Number(exp) - Number(iat)).toBeLessThanOrEqual(span);
  });

  it.each([
    [{ headerName: 'X-Auth', prefix: 'JWT' }, 'X-Auth', /^JWT ey/],
    [{ headerName: '', prefix: '' }, 'Authorization', /^ey/],
  ])('sends it under another name or word: %j', async (fields, name, value) => {
    const { headers } = await mint({ ...fieldsOf(FORMATS[0]), ...fields });

    expect(headers).toEqual([{ name, value: expect.stringMatching(value) }]);
  });

  it('names its key, where it has a name', async () => {
    const named = await mint({ ...fieldsOf(FORMATS[0]), kid: 'k1' });
    const nameless = await mint(fieldsOf(FORMATS[0]));

    expect(decodeProtectedHeader(named.token)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' });
    expect(decodeProtectedHeader(nameless.token)).toEqual({ alg: 'RS256', typ: 'JWT' });
  });

  proves('T19', 'a JWT has exactly the given claims, and the time', async (tried) => {
    const own = ['iss', 'sub', 'aud', 'iat', 'exp'];
    const claims = fc
      .dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 })
      .map((value) => JSON.stringify(value))
      .filter((text) => !own.some((name) => Object.hasOwn(JSON.parse(text), name)))
      .filter((text) => areNumbersExact(JSON.parse(text)));
    const texts = fc.string({ unit: 'grapheme', maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FORMATS),
        claims,
        texts,
        texts,
        fc.integer({ min: 120, max: 86_400 }),
        fc.integer({ min: 1e12, max: 9e12 }),
        async (row, extra, subject, audience, lifetime, at) => {
          const fields = {
            ...fieldsOf(row),
            claims: extra,
            subject,
            audience,
            lifetime: String(lifetime),
          };

          const { token, expiresAt } = await mint(fields, at);

          const account = row[2] === "Google's JSON" ? jwtSigned.parse(fields).claims.sub : '';
          const iat = Math.floor(at / 1000) - 60;
          expect(payloadOf(token)).toEqual({
            ...JSON.parse(extra),
            iss: 'me',
            ...(subject || account ? { sub: subject || account } : {}),
            ...(audience ? { aud: audience } : {}),
            iat,
            exp: iat + lifetime,
          });
          expect(expiresAt).toBe((iat + lifetime) * 1000);
          expect(isSignedAsNodeSays(token, row[0], row[1])).toBe(true);
          tried();
        },
      ),
      { numRuns: rounds({ short: 60, full: 1000 }) },
    );
  });

  proves('T19', 'a time whose seconds have not ten digits is never signed', async (tried) => {
    const credential = jwtSigned.parse(fieldsOf(FORMATS[0]));

    for (const time of [Number.NaN, 0, -1, 999_999_999_999, 1e13, Number.POSITIVE_INFINITY]) {
      await expect(jwtSigned.issue(credential, { now: time })).rejects.toThrow(
        refusal('credential-invalid', 'lifetime', 'clock-out-of-range'),
      );
      tried();
    }
  });
});

function payloadOf(token: string): Record<string, unknown> {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}

/** RFC 7518 §3 by Node's crypto alone. */
function isSignedAsNodeSays(token: string, algorithm: Row[0], kind: Row[1]): boolean {
  const [header = '', payload = '', encoded = ''] = token.split('.');
  const input = Buffer.from(`${header}.${payload}`);
  const signature = Buffer.from(encoded, 'base64url');
  if (!kind) return createHmac('sha256', SECRET).update(input).digest().equals(signature);
  const { publicKey: key } = keyPair(kind);
  switch (algorithm) {
    case 'PS256': {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return verify('sha256', input, { key, padding, saltLength: 32 }, signature);
    }
    case 'ES256':
    case 'ES384': {
      const digest = algorithm === 'ES256' ? 'sha256' : 'sha384';
      return verify(digest, input, { key, dsaEncoding: 'ieee-p1363' }, signature);
    }
    case 'EdDSA':
      return verify(null, input, key, signature);
    default:
      return verify('sha256', input, key, signature);
  }
}

function areNumbersExact(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(areNumbersExact);
}
