/** The signing core against the tokens that the RFCs print, with the keys they print beside them. */
import { compactVerify, importJWK, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { parseAlgorithm } from '../../../src/schemes/jwt-signed/algorithms';
import { readJwk } from '../../../src/schemes/jwt-signed/jwk';
import { sign } from '../../../src/schemes/jwt-signed/sign';
import { refusal } from '../../support/matchers';
import vectors from '../../vectors/jws.json';

const rows = vectors.map(({ source, algorithm, key, token }) => {
  const [header = '', payload = ''] = token.split('.');
  return {
    source,
    alg: parseAlgorithm(algorithm),
    // Cast: JSON has no type for the parts that differ from row to row.
    key: key as JWK,
    token,
    header: JSON.parse(Buffer.from(header, 'base64url').toString()),
    payload: new Uint8Array(Buffer.from(payload, 'base64url')),
  };
});

// A.1 writes its header over two lines, as no encoder of JSON does; ECDSA signs by a random number.
const reproducible = rows.filter(
  ({ source, alg }) => source !== 'RFC 7515 A.1' && !alg.startsWith('ES'),
);

describe('sign', () => {
  it('has a vector that it must reproduce for each algorithm that is deterministic', () => {
    expect(new Set(reproducible.map(({ alg }) => alg))).toEqual(
      new Set(['RS256', 'HS256', 'EdDSA']),
    );
  });

  it.each(reproducible)('reproduces $source ($alg)', async ({ key, header, payload, token }) => {
    expect(await sign(readJwk({ ...key }).key, header, payload)).toBe(token);
  });

  it.each(rows)('signs with the key of $source ($alg)', async ({ alg, key, payload, token }) => {
    const ours = await sign(readJwk({ ...key }).key, { alg }, payload);

    const published = await importJWK(publicPart(key), alg);
    expect((await compactVerify(ours, published)).payload).toEqual(payload);
    // The printed token is by that key, or the line above would show nothing.
    expect((await compactVerify(token, published)).payload).toEqual(payload);
  });

  it('refuses a key whose numbers do not belong together, without a word about it', async () => {
    const [, , es256] = vectors;
    const broken = { ...es256?.key, x: es256?.key.y, y: es256?.key.x };

    const failure = await sign(readJwk(broken).key, { alg: 'ES256' }, new Uint8Array()).catch(
      (error: unknown) => error,
    );

    expect(failure).toEqual(refusal('credential-invalid', 'key', 'key-damaged'));
    expect(failure).not.toHaveProperty('cause');
  });
});

function publicPart({ kty, n, e, crv, x, y, k }: JWK): JWK {
  return JSON.parse(JSON.stringify({ kty, n, e, crv, x, y, k }));
}
