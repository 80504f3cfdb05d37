/**
 * Tests an address with a request of our own that carries the headers in force, those of extras too. The
 * result has the headers that left the browser and the server's answer.
 *
 * The request runs beside the queue, so that no lock waits for a server. Its rule exists while the
 * request runs; a background that has just started knows no test, and so removes the rule.
 */
import { explain } from '../../diagnosis/explain';
import { type AppState, pickedAt, stateInTab } from '../../domain/app-state';
import { AppError, toFailure } from '../../domain/errors';
import { sentAt } from '../../domain/extras';
import type { Header } from '../../domain/header';
import type { TestMethod, TestResult } from '../../domain/inquiry';
import { readAnswer } from '../../domain/read-answer';
import { cutAddress, type Outcome, type SeenRequest } from '../../domain/seen-request';
import type { Origin } from '../../domain/site';
import { ANY_TAB } from '../../domain/tab-scope';
import { match } from '../../rules/match';
import { testableUrl, testRule } from '../../rules/own-requests';
import type { RuleContent } from '../../rules/rule';
import { credentialsAmong } from '../../rules/uncached';
import { syncRules } from '../headers/sync-rules';
import { readState } from '../pages/read-state';
import type { BrowserPorts, Ports, RunningTests } from '../ports';
import { reconcile } from '../reconcile';
import type { Turns } from '../turns';
import { openVault } from '../vault/open-vault';
import { adviceOn } from './advice-on';
import { noteCookieSites } from './cookie-site';
import { readAddress } from './read-address';
import { situationOf } from './situation';
import { type Answer, type Prepared, type Report, resultOf } from './test-result';

/** The first kilobyte of the answer is shown. */
const BOUNDS = { bytesAtMost: 1024, withinMs: 10_000 };
/** The browser reports a request a moment after the answer arrives. */
const REPORTED_WITHIN_MS = 1_000;

export interface TestRequests extends RunningTests {
  /** Takes the browser's report on a request of our own. */
  see(request: SeenRequest, outcome: Outcome): void;
  /** A lock drops the rules of running tests, so that an unlock does not install them again. */
  setState(state: Pick<AppState, 'vault'>): void;
  run(typed: string, method: TestMethod, tabId?: number): Promise<TestResult>;
}

interface RunningTest {
  readonly url: string;
  readonly method: TestMethod;
  readonly origin: Origin;
  /** The tab whose own pick counts. */
  readonly tabId: number;
  /** Absent once the vault is locked. */
  rule?: RuleContent | undefined;
  onReport(report: Report): void;
}

export function testRequests(ports: BrowserPorts, take: Turns['take']): TestRequests {
  const running = new Set<RunningTest>();

  const watchRunning = () =>
    ports.requests.lookClosely(
      'test',
      [...running].map(({ origin }) => origin),
    );

  function begin(test: RunningTest): void {
    running.add(test);
    watchRunning();
  }

  async function ask(url: string, method: TestMethod, tabId: number): Promise<TestResult> {
    // Cast: `Origin` is the form that the URL parser writes.
    const origin = new URL(url).origin as Origin;
    let onReport = (_: Report) => {};
    const reported = new Promise<Report>((resolve) => {
      onReport = resolve;
    });
    const test: RunningTest = { url, method, origin, tabId, onReport };
    try {
      const prepared = await take((turnPorts) => prepare(turnPorts, test, begin));
      if ('advice' in prepared) return prepared;
      const answer = await answerOf(ports.fetch, url, method);
      const { request, outcome } = await withinMs(reported, REPORTED_WITHIN_MS);
      const result = resultOf({ request, outcome, answer }, prepared);
      if (result.ok && result.cookie) await take((turnPorts) => noteCookie(turnPorts, origin));
      return result;
    } finally {
      // Also after a lock has overtaken the turn: the test's rule must not stay.
      if (running.delete(test)) {
        watchRunning();
        await take(async (turnPorts) => void (await reconcile(turnPorts)));
      }
    }
  }

  return {
    rules: () => [...running].flatMap(({ rule }) => rule ?? []),

    see(request, outcome) {
      const isOf = ({ url, method }: RunningTest) =>
        cutAddress(url) === request.url && method === request.method;
      for (const test of running) if (isOf(test)) test.onReport({ request, outcome });
    },

    setState({ vault }) {
      if (vault === 'unlocked') return;
      for (const test of running) test.rule = undefined;
    },

    async run(typed, method, tabId = ANY_TAB) {
      try {
        return await ask(testableUrl(readAddress(typed)), method, tabId);
      } catch (error) {
        return { ok: false, failure: toFailure(error) };
      }
    },
  };
}

/** @returns the advice alone if no header of any profile would be sent. */
async function prepare(
  ports: Ports,
  test: RunningTest,
  begin: (test: RunningTest) => void,
): Promise<Prepared | Extract<TestResult, { ok: true }>> {
  const { url, method, origin, tabId } = test;
  const vault = await openVault(ports);
  const state = stateInTab(await readState(ports, vault), tabId);
  const rules = await ports.rules.installed();
  const profile = pickedAt(state, origin);
  // Checked as a request of the site's own script, which may always carry the header.
  const asked = { url, method, type: 'xmlhttprequest', initiator: origin, top: origin, tabId };
  const explanation = explain(asked, situationOf(state, rules));
  const matched = match(rules, asked);
  const missing = 'cause' in explanation ? explanation : undefined;
  const profiles = state.vault === 'unlocked' ? sentAt(state, origin) : [];
  // The browser would send the headers of extras alone there, and so does the test.
  const isOfExtras = profiles.length > 1 && missing?.cause !== 'not-allowed';
  if ((missing && !isOfExtras) || !('sets' in matched) || !profile) {
    const advice = adviceOn(missing ?? { cause: 'off' }, { origin, profile });
    return { ok: true, advice, sent: [], limits: [] };
  }
  const { issued } = await ports.session.read();
  const headers = matched.sets.map(({ name, value }): Header => ({ name, value }));
  test.rule = testRule(url, method, headers, ports.rules.browser);
  // First, so that the browser already reports requests when the rule is in force.
  begin(test);
  await syncRules(ports, vault);
  const sets = credentialsAmong(matched.sets);
  return { origin, profile, profiles, sets, issued, ...(missing && { missing }) };
}

async function noteCookie({ session, activity }: Ports, origin: Origin): Promise<void> {
  // A lock has forgotten everything about sites.
  if ((await session.read()).dataKey === undefined) return;
  const before = await activity.read();
  const next = noteCookieSites(before, [origin]);
  if (next !== before) await activity.write(next);
}

/** @returns undefined if no answer came: the browser's report has the reason. */
async function answerOf(
  fetch: typeof globalThis.fetch,
  url: string,
  method: TestMethod,
): Promise<Answer | undefined> {
  const begun = performance.now();
  let milliseconds = 0;
  try {
    // A body that breaks off, such as a stream of events, is shown as far as it came.
    const { text: body } = await readAnswer(async (signal) => {
      const response = await fetch(url, { method, signal });
      milliseconds = performance.now() - begun;
      return response;
    }, BOUNDS);
    return { milliseconds, ...(body !== undefined && { body }) };
  } catch {
    return undefined;
  }
}

async function withinMs<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('unexpected', 'no report on the request')), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
