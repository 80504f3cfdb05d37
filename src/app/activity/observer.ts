/**
 * Records the requests that the browser reports, each with its verdict.
 *
 * A page makes many requests at once. They are judged together, a moment later, in a few turns, so that
 * a lock can come between. Each is judged by the facts at the moment when it was seen, since the pick
 * may have changed meanwhile.
 */
import type { ClockSample } from '../../diagnosis/server-time';
import type { SeenHere } from '../../domain/activity';
import type { AppState } from '../../domain/app-state';
import type { Outcome, SeenRequest } from '../../domain/seen-request';
import type { Origin } from '../../domain/site';
import type { BrowserPorts, Ports } from '../ports';
import { noteTokenUses } from '../tokens/refused-token';
import type { TokenUse } from '../tokens/token-refusal';
import type { Turns } from '../turns';
import { closeWatch } from './close-watch';
import { judgeSeen, type Seen } from './judge-seen';
import { knownFacts } from './known-facts';
import { type Noted, noteEntries } from './note-entries';
import { type ShownPages, shownPages } from './shown-pages';
import { isWatched } from './watched-origins';

/** Long enough for a page to finish, short enough for a user who opens the popup at once. */
const JUDGED_AFTER_MS = 200;

/** A page that never stops sending requests must not keep the background busy. */
const JUDGED_AGAIN_AFTER_MS = 1000;

/** The outcome of a page that was loaded without a request. */
const FROM_SERVICE_WORKER: Outcome = {
  kind: 'answered',
  status: 200,
  headers: [],
  from: 'service-worker',
};

/** If more are waiting, only the last are judged: the user asks about those. */
const WAITING_AT_MOST = 500;

/** A turn judges no more than these: a lock waits for the turn that runs. */
const JUDGED_AT_ONCE = 50;

export interface Observer {
  /** Requests are judged by this state from now on. */
  setState(state: AppState): void;
  see(request: SeenRequest, outcome: Outcome): void;
  /** Also watches headers as they leave the browser, while the user reads the activity. */
  watchClosely(): void;
  /** A tab shows a page. */
  seePage(shown: Parameters<ShownPages['note']>[0]): void;
}

/** Hears of refusals that Keybearer can do something about, and of what the toolbar shows. */
export interface JudgedListener {
  /** A server refuses a header that was signed by the clock. */
  onSignature(origin: Origin, sample: ClockSample): void;
  /** A server refuses a token before its end, and a new one is wanted. */
  onToken(): void;
  /** Requests were judged. */
  onSeen(seen: SeenHere): void;
}

export function observerOn(
  ports: Pick<BrowserPorts, 'requests' | 'rules' | 'session' | 'now'>,
  take: Turns['take'],
  listener: JudgedListener,
): Observer {
  const facts = knownFacts(ports);
  const pages = shownPages();
  const closely = closeWatch(ports);
  const queue = judgingQueue(ports, (seen) => take((turnPorts) => judge(turnPorts, seen)));

  /** Called in a turn: by then a background that has just started has its first state. */
  async function isRecorded({ session }: Ports): Promise<boolean> {
    const state = facts.state();
    if (!state || !isWatched(state)) return false;
    // A lock may have removed the key before its state arrived here.
    return (await session.read()).dataKey !== undefined;
  }

  async function judge(turnPorts: Ports, takeSeen: () => readonly Seen[]): Promise<void> {
    // Only now: a turn before this one may have cleared the queue.
    const seen = takeSeen();
    if (seen.length === 0 || !(await isRecorded(turnPorts))) return;
    const noted: Noted[] = [];
    const uses: TokenUse[] = [];
    for (const each of seen) {
      const judged = await judgeSeen(each, facts);
      if (!judged) continue;
      noted.push(judged.noted);
      if (judged.refusal) listener.onSignature(judged.refusal.origin, judged.refusal.sample);
      if (judged.tokenUse) uses.push(judged.tokenUse);
    }
    const activity = await turnPorts.activity.read();
    const next = noteEntries(activity, noted);
    if (next !== activity) await turnPorts.activity.write(next);
    if (next.seen !== activity.seen) listener.onSeen(next.seen);
    if (await noteTokenUses(turnPorts, uses)) listener.onToken();
  }

  function see(request: SeenRequest, outcome: Outcome): void {
    if (!facts.mayObserve()) return;
    queue.add({ request, outcome, moment: facts.read() });
  }

  function notePage(shown: Parameters<ShownPages['note']>[0]): Promise<void> {
    return take(async (turnPorts) => {
      if (!(await isRecorded(turnPorts))) return;
      const activity = await turnPorts.activity.read();
      const { missing, pages: now } = pages.note(shown, activity.pages);
      if (now === activity.pages) return;
      await turnPorts.activity.write({ ...activity, pages: now });
      if (missing) see(missing, FROM_SERVICE_WORKER);
    });
  }

  /** Read before the first request, to compare it with the headers that leave the browser. */
  const readFactsIf = (isClose: boolean) => void (isClose && facts.read());

  return {
    setState(state) {
      facts.setState(state);
      // A lock drops the requests that were seen before it.
      if (!isWatched(state)) queue.clear();
      readFactsIf(closely.follow(state) && isWatched(state));
    },

    see(request, outcome) {
      if (outcome.kind !== 'redirected') pages.noteAsked(request);
      see(request, outcome);
    },

    watchClosely() {
      closely.begin(facts.state());
      readFactsIf(facts.state() !== undefined && facts.mayObserve());
    },

    seePage(shown) {
      if (!facts.mayObserve()) return;
      // The browser may report a page before the request that loaded it.
      setTimeout(() => void notePage(shown).catch(() => undefined), JUDGED_AFTER_MS);
    },
  };
}

interface JudgingQueue {
  add(seen: Seen): void;
  clear(): void;
}

/**
 * @param judge - Called a moment after a request was added, until no request waits. Each time it takes
 * some of the requests added by then.
 */
function judgingQueue(
  { now }: Pick<BrowserPorts, 'now'>,
  judge: (takeSeen: () => readonly Seen[]) => Promise<void>,
): JudgingQueue {
  let waiting: readonly Seen[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let judgedAt = Number.NEGATIVE_INFINITY;

  function takeSeen(): readonly Seen[] {
    const seen = waiting.slice(0, JUDGED_AT_ONCE);
    waiting = waiting.slice(JUDGED_AT_ONCE);
    return seen;
  }

  /** At most those that can wait at one time: more come in while these are judged. */
  async function judgeAll(): Promise<void> {
    for (let judged = 0; judged < WAITING_AT_MOST && waiting.length > 0; judged += JUDGED_AT_ONCE) {
      // A lock has ended this turn, or a store refuses: the next ones are tried all the same.
      await judge(takeSeen).catch(() => undefined);
    }
    if (waiting.length > 0) schedule();
  }

  function schedule(): void {
    if (timer !== undefined) return;
    const rest = judgedAt + JUDGED_AGAIN_AFTER_MS - now();
    // Never longer, even if the clock is set back meanwhile.
    const after = Math.min(Math.max(rest, JUDGED_AFTER_MS), JUDGED_AGAIN_AFTER_MS);
    timer = setTimeout(() => {
      timer = undefined;
      judgedAt = now();
      void judgeAll();
    }, after);
  }

  return {
    add(seen) {
      waiting = [...waiting, seen].slice(-WAITING_AT_MOST);
      schedule();
    },

    clear() {
      waiting = [];
    },
  };
}
