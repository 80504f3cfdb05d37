/**
 * Answers as servers give them, each with its verdict: `answers/*.json`, one file for each
 * kind of server. Moments are written as dates there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeOutcome } from '../../src/diagnosis/judge-outcome';
import { remedyOf } from '../../src/diagnosis/remedy';
import type { SentHeader } from '../../src/diagnosis/sent-header';
import type { HttpHeaders, SeenRequest } from '../../src/domain/seen-request';
import type { Cause, Remedy } from '../../src/domain/verdict';

interface WrittenAnswer {
  readonly source: string;
  readonly sent: readonly (Omit<SentHeader, 'expiresAt'> & { readonly expiresAt?: string })[];
  readonly url?: string;
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body?: string;
  readonly now: string;
  readonly signsIn?: boolean;
  readonly renews?: boolean;
  readonly verdict: Readonly<Record<string, unknown>>;
  readonly remedy: Remedy;
}

/** The causes that only a server's answer can have. */
const CAUSES_OF_SERVERS: readonly Cause[] = [
  'address-not-allowed',
  'clock-far-off',
  'clock-off',
  'code-refused',
  'credentials-refused',
  'forbidden',
  'missing-scope',
  'network',
  'nonce-used',
  'rate-limited',
  'refused-otherwise',
  'server-failed',
  'token-expired',
  'working',
  'wrong-scheme',
];

const MOMENTS = ['until', 'expiredAt', 'serverTime', 'localTime'];

const FOLDER = join(import.meta.dirname, 'answers');
const answers = readdirSync(FOLDER).flatMap((file) => {
  // Cast: the files have that form; others fail below.
  const written = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly WrittenAnswer[];
  return written.map((answer) => ({ file, ...answer }));
});

function judge({ url, status, headers, sent, now, body }: WrittenAnswer) {
  return judgeOutcome(
    request(url),
    { kind: 'answered', status, headers, from: 'server' },
    sent.map(({ expiresAt, ...header }) => ({
      ...header,
      ...(expiresAt && { expiresAt: Date.parse(expiresAt) }),
    })),
    Date.parse(now),
    body,
  );
}

function request(url = 'https://api.test/v1'): SeenRequest {
  return { at: 0, url, method: 'GET', type: 'xmlhttprequest', tabId: 1 };
}

/** A verdict with its dates as moments. */
function read(verdict: WrittenAnswer['verdict']) {
  return Object.fromEntries(
    Object.entries(verdict).map(([key, value]) => [
      key,
      MOMENTS.includes(key) ? Date.parse(String(value)) : value,
    ]),
  );
}

describe('answers of servers', () => {
  it.each(answers)('$file: $source', (answer) => {
    const { verdict, remedy, signsIn = false, renews = false, body } = answer;

    const judged = judge(answer);

    expect(judged).toEqual(read(verdict));
    expect(
      judged && remedyOf(judged, { signsIn, getsToken: false, renews, tested: body !== undefined }),
    ).toBe(remedy);
  });

  it('are at least sixty, and no two the same', () => {
    const contents = answers.map(({ sent, url, status, headers, body }) =>
      JSON.stringify([sent, url, status, headers, body]),
    );

    expect(new Set(contents).size).toBe(answers.length);
    expect(new Set(answers.map(({ source }) => source)).size).toBe(answers.length);
    expect(answers.length).toBeGreaterThanOrEqual(60);
  });

  it('show every verdict that a server can cause, and no other', () => {
    const causes = new Set(answers.map(({ verdict }) => verdict.cause));

    expect([...causes].sort()).toEqual(CAUSES_OF_SERVERS);
  });

  it('are judged with any headers', () => {
    const names = [...new Set(answers.flatMap(({ headers }) => headers.map(([name]) => name)))];
    const values = answers.flatMap(({ headers }) => headers.map(([, value]) => value));
    const line = fc.tuple(
      fc.constantFrom(...names),
      fc.oneof(fc.constantFrom(...values), fc.string({ maxLength: 60 })),
    );
    const sent = fc.constantFrom(...answers.map((answer) => answer.sent));
    const status = fc.constantFrom(200, 304, 400, 401, 403, 404, 407, 429, 500, 503, 511);
    const body = fc.option(fc.string({ maxLength: 60 }), { nil: '' });

    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), status, sent, body, (headers, ...others) => {
        const [status, sent, body] = others;

        const judged = judge({ ...DULL, headers, status, sent, body });

        expect(CAUSES_OF_SERVERS).toContain(judged?.cause);
      }),
      { numRuns: 2_000 },
    );
  });
});

const DULL: WrittenAnswer = {
  source: 'made up',
  sent: [],
  status: 200,
  headers: [],
  now: '2026-03-01T12:00:00Z',
  verdict: { cause: 'working' },
  remedy: 'none',
};
