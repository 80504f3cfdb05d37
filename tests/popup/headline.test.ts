/** The order of the popup's verdicts: every pair of facts that can be true at once. */
import { describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../src/domain/activity';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import type { Verdict } from '../../src/domain/verdict';
import { endsToTell, headlineOf, isGood, SOON_MS } from '../../src/popup/headline';
import type { HeaderReport, SiteReport } from '../../src/popup/site-report';

const NOW = 1_700_000_000_000;

function header(name: string, status: HeaderReport['status']): HeaderReport {
  return { name, status, paths: [], methods: [] };
}

const set = (changes = {}) => ({ state: 'installed' as const, issuedAt: 1, ...changes });
const live = header('Authorization', set());
const expired = header('Authorization', set({ expiresAt: NOW - 1 }));
const renewed = header('X-Signed', set({ expiresAt: NOW - 1, renewAt: NOW - 2 }));
const failed = header('X-API-Key', { state: 'failed', failure: { code: 'header-unsendable' } });

const REPORTS = {
  paused: { kind: 'no-header', problem: { cause: 'paused' } },
  'not allowed': {
    kind: 'no-header',
    problem: { cause: 'not-allowed', origin: 'https://api.test' as Origin },
  },
  'not at this address': {
    kind: 'no-header',
    problem: { cause: 'path-not-covered', paths: [] },
    headers: [live],
  },
  'server not allowed': { kind: 'server-not-allowed', origins: ['https://auth.test' as Origin] },
  failed: { kind: 'failed', profile: 'Ada', failure: { code: 'header-unsendable' } },
  waiting: { kind: 'waiting' },
  pending: { kind: 'pending' },
  set: { kind: 'installed', headers: [live] },
  renewed: { kind: 'installed', headers: [renewed] },
  expired: { kind: 'installed', headers: [live, expired] },
  'one failed': { kind: 'incomplete', headers: [live, failed] },
  'one failed, one expired': { kind: 'incomplete', headers: [expired, failed] },
} satisfies Record<string, SiteReport>;

const VERDICTS = {
  nothing: undefined,
  working: { cause: 'working' },
  refused: { cause: 'credentials-refused' },
  'refused as expired': { cause: 'token-expired' },
  'another problem': { cause: 'server-failed' },
} satisfies Record<string, Verdict | undefined>;

function entryOf(verdict: Verdict): ActivityEntry {
  return {
    id: 1,
    at: NOW - 1000,
    method: 'GET',
    origin: 'https://api.test' as Origin,
    address: 'https://api.test/',
    type: 'main_frame',
    tabId: 1,
    profileId: 'p' as ProfileId,
    headerNames: ['Authorization'],
    verdict,
    remedy: 'none',
  };
}

function headline(report: keyof typeof REPORTS, seen: keyof typeof VERDICTS) {
  const verdict = VERDICTS[seen];
  const told = headlineOf(REPORTS[report], verdict && entryOf(verdict), NOW);
  return [told.kind, isGood(told, REPORTS[report])] as const;
}

describe('headlineOf', () => {
  it.each<
    readonly [
      report: keyof typeof REPORTS,
      kind: readonly [
        nothing: string,
        working: string,
        refused: string,
        expired: string,
        other: string,
      ],
    ]
  >([
    ['paused', ['report', 'report', 'report', 'report', 'report']],
    ['not allowed', ['report', 'report', 'report', 'report', 'report']],
    ['server not allowed', ['report', 'report', 'report', 'report', 'report']],
    ['failed', ['report', 'report', 'report', 'report', 'report']],
    ['waiting', ['report', 'report', 'report', 'report', 'report']],
    ['not at this address', ['report', 'seen', 'seen', 'seen', 'seen']],
    ['pending', ['report', 'seen', 'seen', 'seen', 'seen']],
    ['set', ['adding', 'seen', 'seen', 'seen', 'seen']],
    ['renewed', ['adding', 'seen', 'seen', 'seen', 'seen']],
    ['expired', ['expired', 'expired', 'seen', 'seen', 'expired']],
    ['one failed', ['not-sent', 'not-sent', 'not-sent', 'not-sent', 'not-sent']],
    ['one failed, one expired', ['not-sent', 'not-sent', 'not-sent', 'not-sent', 'not-sent']],
  ])('with %s', (report, kinds) => {
    const seen = [
      'nothing',
      'working',
      'refused',
      'refused as expired',
      'another problem',
    ] as const;

    expect(seen.map((each) => headline(report, each)[0])).toEqual(kinds);
  });

  it.each([
    ['set', 'nothing', true],
    ['set', 'working', true],
    ['renewed', 'working', true],
    ['not at this address', 'working', true],
    ['set', 'refused', false],
    ['expired', 'working', false],
    ['one failed', 'working', false],
    ['paused', 'working', false],
  ] as const)('is good only where all of it is: %s, %s', (report, seen, good) => {
    expect(headline(report, seen)[1]).toBe(good);
  });
});

describe('endsToTell', () => {
  const names = (report: SiteReport) =>
    endsToTell(report, headlineOf(report, undefined, NOW), NOW).map(({ at }) => at - NOW);
  const ending = (inMs: number, changes = {}): SiteReport => ({
    kind: 'installed',
    headers: [header('Authorization', set({ expiresAt: NOW + inMs, ...changes }))],
  });

  it.each([
    ['in an hour', ending(60 * 60_000), []],
    ['in ten minutes', ending(SOON_MS), [SOON_MS]],
    ['in ten minutes, renewed', ending(SOON_MS, { renewAt: NOW }), []],
    ['a moment ago', ending(-5), [-5]],
    ['a moment ago, renewed', ending(-5, { renewAt: NOW }), []],
    ['never', ending(0, { expiresAt: undefined }), []],
  ])('tells the end that is near: %s', (_, report, told) => {
    expect(names(report)).toEqual(told);
  });
});
