import { describe, expect, it } from 'vitest';
import { parseHttpDate } from '../../src/diagnosis/http-date';
import { serverTimeOf } from '../../src/diagnosis/server-time';
import type { HttpHeaders, Outcome } from '../../src/domain/seen-request';

const URL_OF_API = 'https://api.test/v1';
const RECEIVED = Date.parse('2026-03-01T12:00:00.250Z');
const DATE = ['date', 'Sun, 01 Mar 2026 12:15:00 GMT'] as const;

function answered(
  headers: HttpHeaders,
  from: 'server' | 'cache' | 'service-worker' = 'server',
): Outcome {
  return { kind: 'answered', status: 403, headers, from };
}

describe('parseHttpDate', () => {
  // RFC 9110 §5.6.7: the three forms of one moment.
  it.each([
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
    '  Sun, 06 Nov 1994 08:49:37 GMT ',
  ])('reads %j', (text) => {
    expect(parseHttpDate(text)).toBe(784_111_777_000);
  });

  it('reads the form with two digits as of this century', () => {
    expect(parseHttpDate('Sunday, 01-Mar-26 12:15:00 GMT')).toBe(Date.UTC(2026, 2, 1, 12, 15));
  });

  it.each([
    '',
    '784111777',
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 +0200',
    'Sun, 06 Nov 1994 25:49:37 GMT',
    'Sun, 32 Nov 1994 08:49:37 GMT',
    'Sun, 06 Now 1994 08:49:37 GMT',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:38 GMT',
  ])('finds no date in %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });
});

describe('serverTimeOf', () => {
  it.each<[number, HttpHeaders]>([
    [899_750, [DATE]],
    [899_750, [DATE, ['age', '0']]],
    // A cache held this response for ten minutes.
    [
      899_750,
      [
        ['date', 'Sun, 01 Mar 2026 12:05:00 GMT'],
        ['age', '600'],
      ],
    ],
    [-250, [['date', 'Sun, 01 Mar 2026 12:00:00 GMT']]],
  ])('is %i ms off by %j', (offsetMs, headers) => {
    const sample = serverTimeOf(URL_OF_API, answered(headers), RECEIVED);

    expect(sample).toEqual({ receivedAt: RECEIVED, offsetMs });
  });

  it.each<HttpHeaders>([
    [],
    [['date', 'now']],
    [DATE, ['date', 'Sun, 01 Mar 2026 12:16:00 GMT']],
    [DATE, ['age', '-1']],
    [DATE, ['age', 'old']],
    [DATE, ['age', '99999999999']],
  ])('is not to be had from %j', (...headers) => {
    expect(serverTimeOf(URL_OF_API, answered(headers), RECEIVED)).toBeUndefined();
  });

  it.each<[string, string, Outcome]>([
    ['plain http', 'http://api.test/v1', answered([DATE])],
    ['a cache', URL_OF_API, answered([DATE], 'cache')],
    ['a service worker', URL_OF_API, answered([DATE], 'service-worker')],
    ['a redirect', URL_OF_API, { kind: 'redirected', status: 302, headers: [DATE], to: '/v2' }],
    ['a failure', URL_OF_API, { kind: 'failed', error: 'net::ERR_FAILED' }],
  ])('is not to be had from %s', (_, url, outcome) => {
    expect(serverTimeOf(url, outcome, RECEIVED)).toBeUndefined();
  });
});
