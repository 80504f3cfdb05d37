/**
 * One request of our own with the header in force at an address: what really leaves the browser, and
 * what the server says.
 *
 * It runs beside everything else, so that no lock waits for a server. The rule that puts the header on
 * it exists as long as it runs; a background that starts anew knows of none, and takes it away.
 */
import { explain } from '../../diagnosis/explain';
import { judgeOutcome } from '../../diagnosis/judge-outcome';
import { readLimits } from '../../diagnosis/rate-limits';
import type { SentHeader } from '../../diagnosis/sent-header';
import type { AppState, ProfileSummary } from '../../domain/app-state';
import { AppError, toFailure } from '../../domain/errors';
import type { Header } from '../../domain/header';
import type { TestMethod, TestResult } from '../../domain/inquiry';
import { maskHeader } from '../../domain/mask-header';
import type { Outcome, SeenRequest } from '../../domain/seen-request';
import type { Origin } from '../../domain/site';
import { type HeaderByRule, match } from '../../rules/match';
import { testableUrl, testRule } from '../../rules/own-requests';
import type { RuleContent } from '../../rules/rule';
import { syncRules } from '../headers/sync-rules';
import { readState } from '../pages/read-state';
import type { BrowserPorts, Ports, RunningTests, Session } from '../ports';
import { reconcile } from '../reconcile';
import type { Turns } from '../turns';
import { openVault } from '../vault/open-vault';
import { adviceOn } from './advice-on';
import { readAddress } from './read-address';
import { credentialsAmong, sentHeadersOf } from './sent-headers';
import { situationOf } from './situation';

/** For the answer and its first kilobyte. */
const ANSWER_WITHIN_MS = 10_000;
/** The browser tells of a request a moment after the answer is there. */
const TOLD_WITHIN_MS = 1_000;
const BODY_AT_MOST = 1024;

export interface TestRequests extends RunningTests {
  /** Told of our own requests. */
  see(request: SeenRequest, outcome: Outcome): void;
  /** What was put in force before a lock is not put back after it. */
  know(state: Pick<AppState, 'vault'>): void;
  run(typed: string, method: TestMethod): Promise<TestResult>;
}

interface Prepared {
  readonly origin: Origin;
  readonly profile: ProfileSummary;
  readonly sets: readonly HeaderByRule[];
  readonly issued: Session['issued'];
}

interface RunningTest {
  readonly url: string;
  readonly method: TestMethod;
  readonly origin: Origin;
  /** Absent once the vault is locked. */
  rule?: RuleContent | undefined;
  tell(told: Told): void;
}

interface Told {
  readonly request: SeenRequest;
  readonly outcome: Outcome;
}

export function testRequests(ports: BrowserPorts, take: Turns['take']): TestRequests {
  const running = new Set<RunningTest>();

  const lookAtAll = () =>
    ports.requests.lookClosely(
      'test',
      [...running].map(({ origin }) => origin),
    );

  function begin(test: RunningTest): void {
    running.add(test);
    lookAtAll();
  }

  async function ask(url: string, method: TestMethod): Promise<TestResult> {
    // Cast: an origin as the URL parser writes it is what `Origin` means.
    const origin = new URL(url).origin as Origin;
    let tell = (_: Told) => {};
    const told = new Promise<Told>((resolve) => {
      tell = resolve;
    });
    const test: RunningTest = { url, method, origin, tell };
    try {
      const prepared = await take((own) => prepare(own, test, begin));
      if ('advice' in prepared) return prepared;
      const answer = await answerOf(ports.fetch, url, method);
      const { request, outcome } = await withinMs(told, TOLD_WITHIN_MS);
      return resultOf({ request, outcome, answer }, prepared);
    } finally {
      // Whatever has become of it, a turn that a lock has overtaken among that.
      if (running.delete(test)) {
        lookAtAll();
        await take(async (own) => void (await reconcile(own)));
      }
    }
  }

  return {
    rules: () => [...running].flatMap(({ rule }) => rule ?? []),

    see(request, outcome) {
      const isOf = ({ url, method }: RunningTest) =>
        url === request.url && method === request.method;
      for (const test of running) if (isOf(test)) test.tell({ request, outcome });
    },

    know({ vault }) {
      if (vault === 'unlocked') return;
      for (const test of running) test.rule = undefined;
    },

    async run(typed, method) {
      try {
        return await ask(testableUrl(readAddress(typed)), method);
      } catch (error) {
        return { ok: false, failure: toFailure(error) };
      }
    },
  };
}

/** @returns what has to be done first, where nothing would be sent. */
async function prepare(
  own: Ports,
  test: RunningTest,
  begin: (test: RunningTest) => void,
): Promise<Prepared | Extract<TestResult, { ok: true }>> {
  const { url, method, origin } = test;
  const vault = await openVault(own);
  const state = await readState(own, vault);
  const rules = await own.rules.installed();
  const profile = state.profiles.find(({ id }) => id === state.picks[origin]);
  // As a script of the site itself would ask: whatever may trigger a header, that may.
  const asked = { url, method, type: 'xmlhttprequest', initiator: origin, top: origin, tabId: 0 };
  const explanation = explain(asked, situationOf(state, rules));
  const matched = match(rules, asked);
  if ('cause' in explanation || !('sets' in matched) || !profile) {
    const verdict = 'cause' in explanation ? explanation : ({ cause: 'off' } as const);
    return { ok: true, advice: adviceOn(verdict, { origin, profile }), sent: [], limits: [] };
  }
  const { issued } = await own.session.read();
  const headers = matched.sets.map(({ name, value }): Header => ({ name, value }));
  test.rule = testRule(url, method, headers, own.rules.browser);
  // First: by the time that the browser has set the rules it has begun to tell as well.
  begin(test);
  await syncRules(own, vault);
  return { origin, profile, sets: credentialsAmong(matched.sets), issued };
}

interface Answer {
  readonly milliseconds: number;
  /** Its first kilobyte; absent where it could not be read as text. */
  readonly body?: string;
}

/** Nothing where nobody has answered: the browser tells why. */
async function answerOf(
  fetch: typeof globalThis.fetch,
  url: string,
  method: TestMethod,
): Promise<Answer | undefined> {
  const begun = performance.now();
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    const response = await fetch(url, { method, signal });
    const milliseconds = performance.now() - begun;
    const body = await beginningOf(response);
    return { milliseconds, ...(body !== undefined && { body }) };
  } catch {
    return undefined;
  }
}

async function beginningOf({ body }: Response): Promise<string | undefined> {
  const reader = body?.getReader();
  if (!reader) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < BODY_AT_MOST) {
    // One that stops in between, as a stream of events does, has begun all the same.
    const { value } = await reader.read().catch(() => ({ value: undefined }));
    if (!value) break;
    parts.push(value);
    length += value.length;
  }
  await reader.cancel().catch(() => undefined);
  const bytes = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  // As a stream: a character that is cut in two is left out.
  return new TextDecoder().decode(bytes.subarray(0, BODY_AT_MOST), { stream: true });
}

function resultOf(
  { request, outcome, answer }: Told & { readonly answer: Answer | undefined },
  { origin, profile, sets, issued }: Prepared,
): TestResult {
  const sent = sentHeadersOf(sets, { profile, issued }, request.sent);
  const judged = judgeOutcome(request, outcome, sent, request.at, answer?.body);
  // What was given up before anybody could answer.
  const verdict = judged ?? { cause: 'network' as const, error: 'timeout' };
  return {
    ok: true,
    advice: adviceOn(verdict, { origin, profile, tested: true }),
    sent: linesOf(sent, sets),
    ...(outcome.kind !== 'failed' && { status: outcome.status }),
    ...answer,
    limits: outcome.kind === 'answered' ? readLimits(outcome.headers, request.at) : [],
  };
}

/** What somebody else has put there is not ours to show. */
function linesOf(sent: readonly SentHeader[], sets: readonly HeaderByRule[]): string[] {
  return sent
    .filter(({ asSent }) => asSent !== 'absent')
    .map(({ name, asSent }) => {
      const ours = sets.find((each) => each.name === name);
      return `${name}: ${ours && asSent !== 'another' ? maskHeader(ours) : '…'}`;
    });
}

async function withinMs<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('unexpected', 'the browser tells nothing')), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
