import { describe, expect, it } from 'vitest';
import { retryAfter } from '../../src/diagnosis/retry-after';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const YEAR_S = 365 * 86_400;

describe('retryAfter', () => {
  it.each([
    ['120', 120],
    ['0', 0],
    [' 7 ', 7],
    ['2.0', 2],
    ['31536000', YEAR_S],
    ['31536001', YEAR_S],
    ['9'.repeat(400), YEAR_S],
    ['Sun, 01 Mar 2026 12:02:00 GMT', 120],
    ['Wed, 01 Mar 2028 12:00:00 GMT', YEAR_S],
    ['Fri, 31 Dec 1999 23:59:59 GMT', 0],
    ['', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['tomorrow', undefined],
    ['2026-03-01', undefined],
  ])('reads %j', (said, seconds) => {
    const until = seconds === undefined ? undefined : NOW + 1000 * seconds;

    expect(retryAfter([['retry-after', said]], NOW)).toBe(until);
  });

  // RFC 9110 §10.2.3: a date of the server's clock.
  it.each([
    ['Sun, 01 Mar 2026 13:00:00 GMT', 'Sun, 01 Mar 2026 13:02:00 GMT'],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 'Sun, 01 Mar 2026 11:02:00 GMT'],
  ])('counts from the server’s %s', (date, said) => {
    const headers = [
      ['date', date],
      ['retry-after', said],
    ] as const;

    expect(retryAfter(headers, NOW)).toBe(NOW + 120_000);
  });

  it('says nothing where the server has not', () => {
    expect(retryAfter([], NOW)).toBeUndefined();
  });
});
