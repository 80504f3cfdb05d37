import { describe, expect, it } from 'vitest';
import { endOfJwt, inspectJwt } from '../../../src/schemes/jwt/jwt-facts';
import { jwtOf, jwtWith } from '../../support/jwt';
import vectors from '../../vectors/jwt.json';

const NOW = 1_587_674_497_000;
const S = NOW / 1000;
const HOUR = 3_600;

const inspect = (value: string) => inspectJwt('token', value, NOW);
const problems = (value: string) => inspect(value).doubts?.map(({ problem }) => problem);
const remark = (value: string) =>
  inspect(value).facts?.find(({ kind }) => kind === 'jwt-remark')?.value;

describe('inspectJwt', () => {
  it('tells who, for whom, what for, how and when, in this order', () => {
    const token = jwtOf({
      exp: S + HOUR,
      nbf: S - 10,
      iat: S - 20,
      scope: 'entities:read',
      aud: ['https://api.test', 'https://other.test'],
      sub: 'alice',
      iss: 'https://id.test',
      'https://example.com/is_root': true,
    });

    expect(inspect(token)).toEqual({
      doubts: [],
      facts: [
        { kind: 'jwt-issuer', value: 'https://id.test' },
        { kind: 'jwt-subject', value: 'alice' },
        { kind: 'jwt-audience', value: 'https://api.test, https://other.test' },
        { kind: 'jwt-scope', value: 'entities:read' },
        { kind: 'jwt-algorithm', value: 'HS256' },
        { kind: 'jwt-issued', value: NOW - 20_000 },
        { kind: 'jwt-not-before', value: NOW - 10_000 },
        { kind: 'jwt-expires', value: NOW + HOUR * 1000 },
      ],
    });
  });

  it('leaves out a beginning that says what the issuing says', () => {
    const kinds = inspect(jwtOf({ iat: S, nbf: S, exp: S + HOUR })).facts?.map(({ kind }) => kind);

    expect(kinds).toEqual(['jwt-algorithm', 'jwt-issued', 'jwt-expires']);
  });

  it('has nothing to say of what is no JWT', () => {
    expect(inspect('opaque')).toEqual({});
  });

  it('doubts both of the examples of 2011, and tells what they say', () => {
    expect(problems(vectors.signed)).toEqual(['jwt-expired']);
    expect(problems(vectors.unsecured)).toEqual(['jwt-expired', 'jwt-unsigned']);
  });

  it.each([
    [{ exp: S - 1 }, ['jwt-expired']],
    // RFC 7519 §4.1.4: the time "MUST be before".
    [{ exp: S }, ['jwt-expired']],
    [{ exp: S + 1 }, []],
    [{ nbf: S + 61, exp: S + HOUR }, ['jwt-not-yet-valid']],
    // A server's clock may be a little ahead of this one.
    [{ nbf: S + 60, exp: S + HOUR }, []],
    [{ nbf: S - 1, exp: S + HOUR }, []],
    [{ nbf: S + HOUR, exp: S - HOUR }, ['jwt-expired', 'jwt-not-yet-valid']],
    [{}, []],
    [{ exp: 'soon', nbf: 'later' }, []],
    [{ exp: S + 400 * 24 * HOUR }, []],
  ])('doubts %j: %j', (claims, doubts) => {
    expect(problems(jwtOf(claims))).toEqual(doubts);
  });

  it.each(['none', 'None', 'nOnE'])('doubts the algorithm %s', (alg) => {
    expect(problems(jwtWith({ alg }, { exp: S + HOUR }))).toEqual(['jwt-unsigned']);
  });

  it.each([{ alg: 'nonesuch' }, { alg: 1 }, {}])('does not doubt the header %j', (header) => {
    expect(problems(jwtWith(header, { exp: S + HOUR }))).toEqual([]);
  });

  it.each([
    [undefined, { iat: S, exp: S + 24 * HOUR }],
    ['long-lived', { iat: S, exp: S + 24 * HOUR + 1 }],
    // A long-lived token whose end is near.
    ['long-lived', { iat: S - 48 * HOUR, exp: S + 1 }],
    ['long-lived', { exp: S + 25 * HOUR }],
    [undefined, { exp: S + 23 * HOUR }],
    ['endless', { iat: S }],
    ['endless', { exp: '1' }],
  ])('remarks %s of %j', (expected, claims) => {
    expect(remark(jwtOf(claims))).toBe(expected);
  });

  it('tells of an encrypted one how it is encrypted, and that it can tell no more', () => {
    expect(inspect(vectors.encrypted)).toEqual({
      doubts: [],
      facts: [
        { kind: 'jwt-algorithm', value: 'RSA1_5' },
        { kind: 'jwt-remark', value: 'encrypted' },
      ],
    });
  });

  it('tells nothing that makes a token: neither its signature nor its parts', () => {
    for (const token of [vectors.signed, vectors.encrypted]) {
      const told = JSON.stringify(inspect(token));

      for (const part of token.split('.')) expect(told).not.toContain(part);
    }
  });
});

describe('endOfJwt', () => {
  it.each([
    [{ expiresAt: 1_300_819_380_000 }, vectors.signed],
    [{ expiresAt: 1_300_819_380_000 }, `Bearer ${vectors.signed}`],
    [{}, vectors.encrypted],
    [{}, jwtOf({ sub: 'alice' })],
    [{}, 'opaque'],
  ])('is %j', (end, value) => {
    expect(endOfJwt(value)).toEqual(end);
  });
});
