/**
 * The texts of pages and servers must not keep the background busy: a lock waits for it. Counted are
 * steps, not time. Twice the text may take two and a half times the steps; a quadratic function takes
 * four times as many.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHttpDate } from '../../src/diagnosis/http-date';
import { judgeFailure } from '../../src/diagnosis/judge-failure';
import { judgeOutcome } from '../../src/diagnosis/judge-outcome';
import { readLimits } from '../../src/diagnosis/rate-limits';
import {
  mentions,
  missingHeader,
  readErrorBody,
  scopeIn,
} from '../../src/diagnosis/read-error-body';
import { retryAfter } from '../../src/diagnosis/retry-after';
import { readChallenges } from '../../src/domain/challenge';
import { curlCommand } from '../../src/domain/curl';
import { maskAddress } from '../../src/domain/mask-address';
import { maskHeader } from '../../src/domain/mask-header';
import { cutText, type HttpHeaders, type SeenRequest } from '../../src/domain/seen-request';
import { originOfPage } from '../../src/domain/site';
import { compileUrlFilter } from '../../src/rules/url-filter';
import { stepsOf } from '../support/counted-steps';
import { proves } from '../support/proves';

const CAUSES = ['address', 'scope', 'limit', 'expired', 'credential'] as const;
const REQUEST: SeenRequest = {
  at: 0,
  url: 'https://api.test/v1',
  method: 'GET',
  type: 'xmlhttprequest',
  initiator: 'https://api.test',
  tabId: 1,
};
const SENT = [{ name: 'Authorization', word: 'Bearer', signs: true }];
const NAMES = [
  ...['www-authenticate', 'date', 'age', 'retry-after', 'ratelimit', 'ratelimit-policy'],
  ...['x-ratelimit-remaining', 'x-ratelimit-reset', 'x-ratelimit-limit-minute', 'x-oauth-scopes'],
  ...['x-accepted-oauth-scopes', 'x-amzn-errortype', 'x-ms-error-code'],
  ...['x-ms-ratelimit-remaining-reads', 'x-shopify-shop-api-call-limit', 'x-ratelimit-resource'],
];
const DATE = ['date', 'Mon, 20 Apr 2020 14:01:37 GMT'] as const;

/** Every header of an answer that is read, with this text. */
function headersWith(text: string): HttpHeaders {
  return NAMES.map((name) => [name, text] as const);
}

const judged = (status: number) => (text: string) =>
  judgeOutcome(
    REQUEST,
    { kind: 'answered', status, headers: headersWith(text), from: 'server' },
    SENT,
    0,
    text,
  );

const wholeFilter = compileUrlFilter('|https://api.test/*/a^*b^^*c');

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'an address, its path': (text) => maskAddress(`https://api.test/${text}`),
  'an address, its query': (text) => maskAddress(`https://api.test/?${text}`),
  'an address, its origin': (text) => originOfPage(`https://${text}`),
  'an address, against a filter': (text) => wholeFilter(`https://api.test/${text}`),
  'a header that is masked': (text) => maskHeader({ name: 'Authorization', value: text }),
  'a curl command': (text) =>
    curlCommand({
      url: new URL(`https://api.test/?${encodeURIComponent(text)}`),
      method: 'GET',
      headers: [{ name: 'Authorization', value: text }],
    }),
  'the words of an error': (text) => {
    // A header is cut where it is reported.
    const read = readErrorBody([['x-amzn-errortype', cutText(text)]], [], text);
    return [CAUSES.map((cause) => mentions(read, cause)), missingHeader(read), scopeIn(read)];
  },
  challenges: (text) => readChallenges([['www-authenticate', text]]),
  limits: (text) => readLimits([DATE, ...headersWith(text)], 0),
  // A list that ends in a comma is none.
  'limits, none with its policy': (text) =>
    readLimits(
      [
        ['ratelimit', `${text}a`],
        ['ratelimit-policy', `${text.replaceAll('a', 'z')}z`],
      ],
      0,
    ),
  'a moment to try again': (text) => retryAfter([DATE, ['retry-after', text]], 0),
  'a date': parseHttpDate,
  'a refusal': judged(401),
  'a refusal by status': judged(403),
  'a limit that is reached': judged(429),
  'a failure': (text) => judgeFailure(text, REQUEST),
  'a redirect': (text) =>
    judgeOutcome(REQUEST, { kind: 'redirected', status: 302, headers: [], to: text }, SENT, 0),
};

/** Repeated, each makes some pattern of ours begin again and again. */
const PUMPS = [
  ...['\n', ' ', '\t', 'a', 'A', 'aA', '1', '-', '.', '_', '%', '%41', '\u{1f600}'],
  ...['/', '/a', ';', '&', 'a=b&', 'a;b=c/', '#', '?', '//', 'a/'],
  ...['"', '\\', '"\\"', 'a="', 'a=b,', 'a=b ', 'a, ', 'a ', ', ', '="', 'Basic ', 'a=\t'],
  ...['{', '{"Code"', '"Code" ', '"scope" ', '"scope":"', '\n{', '{ ', '{\n'],
  ...['ip ', 'ip.1', 'not ', 'token ', 'expired ', 'expired token ', 'rate ', 'rate limit ', 'X-'],
  ...['X-a ', 'or expired ', 'invalid ', 'api key ', 'Authorization header '],
  ...['a;q=1,', 'a;r=1;t=1,', '"a";r=1,', '(', '1h', '1.', ':', ':a:,', 'GMT', 'Mon, '],
];
const SUFFIXES = ['', '!'];
const TIMES_AT_MOST = 2.5;
const LENGTH = 200;

function textOf(pump: string, suffix: string, length: number): string {
  return pump.repeat(Math.ceil(length / pump.length)) + suffix;
}

function growth(read: (text: string) => unknown, pump: string, suffix: string): number {
  const once = textOf(pump, suffix, LENGTH);
  const twice = textOf(pump, suffix, 2 * LENGTH);
  return (
    stepsOf(() => read(twice)) /
    Math.max(
      stepsOf(() => read(once)),
      LENGTH / 4,
    )
  );
}

describe('the steps of reading', () => {
  for (const [name, read] of Object.entries(READERS)) {
    proves('T8', `${name} at most double with the text`, (tried) => {
      for (const pump of PUMPS) {
        for (const suffix of SUFFIXES) {
          const times = growth(read, pump, suffix);
          expect(times, JSON.stringify([pump, suffix])).toBeLessThanOrEqual(TIMES_AT_MOST);
          tried();
        }
      }
      const letters = fc.constantFrom(...'aA1 \n"\\=,;:/&%{}-._');
      const pumps = fc.string({ unit: letters, minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(pumps, fc.constantFrom(...SUFFIXES), (pump, suffix) => {
          tried();
          return growth(read, pump, suffix) <= TIMES_AT_MOST;
        }),
        { numRuns: 20 },
      );
    });
  }

  it.each(['an address, its path', 'an address, its query', 'the words of an error'])(
    'of %s end at a length',
    (name) => {
      const read = READERS[name] as (text: string) => unknown;
      for (const pump of ['a', '\n']) {
        const [long, longer] = [20_000, 40_000].map((length) => textOf(pump, '', length));

        const steps = stepsOf(() => read(long ?? ''));

        expect(stepsOf(() => read(longer ?? ''))).toBeLessThanOrEqual(1.1 * steps);
      }
    },
    60_000,
  );
});

describe('the count of steps', () => {
  const QUADRATIC = /^\s*\{\s*"Code"/m;

  it('finds a pattern that begins anew at each empty line: planted', () => {
    const times = growth((text) => QUADRATIC.test(text), '\n', '');

    expect(times).toBeGreaterThan(3.5);
  });

  it('finds a list that is searched for each of its elements: planted', () => {
    const times = growth(
      (text) => {
        const all = text.split('');
        return all.map((_, index) => all.findIndex((_each, other) => other === index));
      },
      'a',
      '',
    );

    expect(times).toBeGreaterThan(3.5);
  });
});
