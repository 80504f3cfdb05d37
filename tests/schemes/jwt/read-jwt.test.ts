import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJwt } from '../../../src/schemes/jwt/read-jwt';
import { jwtOf, jwtWith } from '../../support/jwt';
import vectors from '../../vectors/jwt.json';

const HS256 = { alg: 'HS256' };
const { iss, exp } = vectors.claims;

describe('readJwt', () => {
  it('reads the signed example of RFC 7519', () => {
    expect(readJwt(vectors.signed)).toEqual({
      isEncrypted: false,
      algorithm: 'HS256',
      issuer: iss,
      expiresAt: exp * 1000,
    });
  });

  it('reads the unsecured example of RFC 7519', () => {
    expect(readJwt(vectors.unsecured)).toMatchObject({ algorithm: 'none', issuer: iss });
  });

  it('knows of the encrypted example of RFC 7519 that it can read no more', () => {
    expect(readJwt(vectors.encrypted)).toEqual({ isEncrypted: true, algorithm: 'RSA1_5' });
  });

  it.each(['Bearer', 'bearer', 'Token', 'JWT', 'DPoP'])('finds it after the word %s', (word) => {
    expect(readJwt(`${word} ${vectors.signed}`)).toEqual(readJwt(vectors.signed));
  });

  it('reads every claim it knows', () => {
    const claims = { iss: 'i', sub: 's', aud: 'a', scope: 'read write', iat: 1, nbf: 2.5, exp: 3 };

    expect(readJwt(jwtOf(claims))).toEqual({
      isEncrypted: false,
      algorithm: 'HS256',
      issuer: 'i',
      subject: 's',
      audience: 'a',
      scope: 'read write',
      issuedAt: 1_000,
      notBefore: 2_500,
      expiresAt: 3_000,
    });
  });

  it.each([
    ['audience', { aud: ['a', 'b'] }, 'a, b'],
    ['audience', { aud: ['a', 1, null, 'b'] }, 'a, b'],
    ['audience', { aud: [] }, undefined],
    ['audience', { aud: { a: 'b' } }, undefined],
    ['scope', { scope: ['read', 'write'] }, 'read write'],
    ['scope', { scp: 'read write' }, 'read write'],
    ['scope', { scp: ['read', 'write'] }, 'read write'],
    ['scope', { scope: 'read', scp: 'write' }, 'read'],
    ['subject', { sub: '' }, undefined],
    ['subject', { sub: 7 }, undefined],
    ['subject', { sub: ['alice'] }, undefined],
    ['issuer', { iss: null }, undefined],
    ['issuer', { iss: { toString: 'x' } }, undefined],
    ['expiresAt', { exp: '1300819380' }, undefined],
    ['expiresAt', { exp: null }, undefined],
    ['expiresAt', { exp: true }, undefined],
    ['expiresAt', { exp: [1] }, undefined],
    ['expiresAt', { exp: 8.64e12 }, 8.64e15],
    ['expiresAt', { exp: 8.65e12 }, undefined],
    ['expiresAt', { exp: 1e300 }, undefined],
    ['expiresAt', { exp: -1 }, -1_000],
  ] as const)('takes %s of %j for %j', (key, claims, value) => {
    expect(readJwt(jwtOf(claims))?.[key]).toBe(value);
  });

  it.each([
    ['a number beyond all numbers', '{"exp":1e999}'],
    ['a key of a prototype', '{"__proto__":{"exp":1,"sub":"x"},"constructor":{"exp":1}}'],
  ])('takes nothing from %s', (_, json) => {
    const jwt = readJwt(jwtWith(HS256, json));

    expect(jwt).toEqual({ isEncrypted: false, algorithm: 'HS256' });
    expect(Object.getPrototypeOf({})).not.toHaveProperty('exp');
  });

  it('cuts what is long', () => {
    const jwt = readJwt(jwtOf({ sub: 'x'.repeat(60_000), aud: Array(5_000).fill('audience') }));

    expect(jwt?.subject).toBe(`${'x'.repeat(200)}…`);
    expect(jwt?.audience).toHaveLength(201);
  });

  it.each([
    ['turned text', 'a\u202egnp.exe', 'a\ufffdgnp.exe'],
    ['isolated text', '\u2066a\u2069', '\ufffda\ufffd'],
    ['a line end', 'a\r\nb', 'a\ufffd\ufffdb'],
    ['a cut pair', `${'x'.repeat(199)}😀`, `${'x'.repeat(199)}\ufffd…`],
  ])('shows %s for what it is', (_, sub, shown) => {
    expect(readJwt(jwtOf({ sub }))?.subject).toBe(shown);
  });

  it.each([
    ['nothing', ''],
    ['a word alone', 'Bearer '],
    ['opaque text', 'opaque'],
    ['three parts of anything', 'a.b.c'],
    ['empty parts', '..'],
    ['two parts', vectors.signed.split('.').slice(0, 2).join('.')],
    ['four parts', `${vectors.signed}.x`],
    ['six parts', `${vectors.encrypted}.x`],
    ['a header that is no JSON', jwtWith('{', {})],
    ['a header that is a list', jwtWith([HS256], {})],
    ['a header that is null', jwtWith(null, {})],
    ['claims that are no JSON', jwtWith(HS256, '{')],
    ['claims that are a list', jwtWith(HS256, [])],
    ['claims that are a number', jwtWith(HS256, 1)],
    ['claims that are null', jwtWith(HS256, null)],
    ['claims that are no UTF-8', `${vectors.signed.split('.')[0]}._v8.x`],
    ['a JWT in quotes', `"${vectors.signed}"`],
    ['a JWT before something else', `${vectors.signed} x`],
  ])('takes %s for no JWT', (_, value) => {
    expect(readJwt(value)).toBeUndefined();
  });

  it('throws for nothing, and tells only text and moments that a calendar has', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.tuple(fc.json(), fc.json()).map(([header, claims]) => jwtWith(header, claims)),
      fc
        .dictionary(
          fc.constantFrom('iss', 'sub', 'aud', 'scope', 'scp', 'iat', 'nbf', 'exp', '__proto__'),
          fc.jsonValue({ maxDepth: 2 }),
        )
        .map(jwtOf),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const { isEncrypted = false, ...told } = readJwt(value) ?? {};

        expect(typeof isEncrypted).toBe('boolean');
        for (const each of Object.values(told)) {
          if (typeof each === 'number') expect(() => new Date(each).toISOString()).not.toThrow();
          else if (each !== undefined) expect(each).toMatch(/^[^\p{Cc}\p{Cs}]{1,201}$/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});
