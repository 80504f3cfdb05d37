import { describe, expect, it } from 'vitest';
import { cookieAttributes, setsSessionCookie } from '../../src/domain/session-cookie';

const NOW = Date.UTC(2026, 10, 30);
const sets = (...values: string[]) =>
  setsSessionCookie(
    values.map((value) => ['set-cookie', cookieAttributes(value)] as const),
    NOW,
  );

describe('setsSessionCookie', () => {
  it.each([
    'JSESSIONID=0A1B; Path=/; Secure; HttpOnly',
    'sid=x',
    'remember=x; Max-Age=2592000; HttpOnly',
    'remember=x; Expires=Thu, 31 Dec 2026 23:59:59 GMT; httponly',
    // Firefox reports several as one value.
    'count=1; Max-Age=99\nsid=x; Path=/',
  ])('counts %j', (value) => {
    expect(sets(value)).toBe(true);
  });

  it.each([
    '_ga=x; Max-Age=63072000',
    '_ga=x; Expires=Thu, 31 Dec 2026 23:59:59 GMT; Path=/',
    'sid=; Max-Age=0; HttpOnly',
    'sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly',
    // `Max-Age` wins.
    'sid=; Max-Age=0; Expires=Thu, 31 Dec 2026 23:59:59 GMT; HttpOnly',
  ])('does not count %j', (value) => {
    expect(sets(value)).toBe(false);
  });

  it('finds one among several headers, and none where there is none', () => {
    expect(sets('a=1; Max-Age=9', 'sid=x')).toBe(true);
    expect(setsSessionCookie([['date', 'sid=x']], NOW)).toBe(false);
  });
});

it('cookieAttributes leaves neither name nor value', () => {
  expect(cookieAttributes('sid=secret; Path=/; HttpOnly\nother="a,b"; Secure\nbare')).toBe(
    '; Path=/; HttpOnly\n; Secure\n',
  );
});
