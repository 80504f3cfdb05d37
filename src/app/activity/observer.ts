/**
 * Takes what the browser tells of requests, and keeps what it comes to.
 *
 * A page makes many at once: they are judged together, a moment later, in one turn. Each is judged by
 * what was known when it was seen, since somebody may have picked another profile meanwhile.
 */

import { type ClockSample, serverTimeOf } from '../../diagnosis/server-time';
import type { ActivityEntry } from '../../domain/activity';
import type { AppState, OpenState } from '../../domain/app-state';
import type { Outcome, SeenRequest } from '../../domain/seen-request';
import type { Origin } from '../../domain/site';
import { originOfPage } from '../../domain/site';
import { signsTime } from '../headers/issuance';
import type { BrowserPorts, Ports } from '../ports';
import type { Turns } from '../turns';
import { entryOf, type Known } from './entry-of';
import { type Noted, noteEntries } from './note-entries';
import { type ShownPages, shownPages } from './shown-pages';
import { situationOf } from './situation';

/** Long enough for a page to be over, and short enough for whoever opens the popup over it. */
const JUDGED_AFTER_MS = 200;

/** A page that asks without pause must not keep us as busy as itself. */
const JUDGED_AGAIN_AFTER_MS = 1000;

/** What a page is that came without a request. */
const NOBODY_ASKED: Outcome = {
  kind: 'answered',
  status: 200,
  headers: [],
  from: 'service-worker',
};

/** A reader asks again before that. */
const LOOKS_MS = 30_000;

/** More at once are not looked at: the last are those that somebody asks about. */
const WAITING_AT_MOST = 500;

interface Waiting {
  readonly request: SeenRequest;
  readonly outcome: Outcome;
  /** What was known when it was seen, and before. Absent: the background has just started. */
  readonly known: Promise<Known> | undefined;
  readonly knownBefore: Promise<Known> | undefined;
}

interface Judged {
  readonly by: Known;
  readonly entry: ReturnType<typeof entryOf>;
}

export interface Observer {
  /** From now on what is seen is judged by this. */
  know(state: AppState): void;
  see(request: SeenRequest, outcome: Outcome): void;
  /** Somebody reads what is seen: for a while it is looked at more closely. */
  look(): void;
  /** A tab shows a page. */
  seePage(shown: Parameters<ShownPages['note']>[0]): void;
}

/** @param onRefused - Told of each refusal of a header that was signed by the clock. */
export function observerOn(
  ports: Pick<BrowserPorts, 'requests' | 'rules' | 'session' | 'now'>,
  take: Turns['take'],
  onRefused: (origin: Origin, sample: ClockSample) => void,
): Observer {
  let waiting: Waiting[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let judgedAt = Number.NEGATIVE_INFINITY;
  let state: AppState | undefined;
  /** Read once, and only when something is seen or somebody looks closely. */
  let known: Promise<Known> | undefined;
  let knownBefore: Promise<Known> | undefined;
  const pages = shownPages();
  let looking: ReturnType<typeof setTimeout> | undefined;

  function whatIsKnown(): Promise<Known> | undefined {
    if (state?.vault === 'unlocked' && !known) {
      known = readKnown(ports, state);
      // Never rejects unheard: whoever awaits it is its reader.
      known.catch(() => undefined);
    }
    return known;
  }

  /**
   * A header that was made anew while the request was on its way is none that somebody else has put
   * there: it may have left with what was in force before, or with what nobody has told of yet.
   */
  async function judgedOf({ request, outcome, ...then }: Waiting): Promise<Judged | undefined> {
    let judged: Judged | undefined;
    for (const knowing of [then.known, then.knownBefore, whatIsKnown()]) {
      const by = await knowing;
      if (!by) continue;
      const entry = entryOf(request, outcome, by);
      judged ??= { by, entry };
      if (entry?.verdict.cause !== 'overridden') return { by, entry };
    }
    return judged;
  }

  async function judge(): Promise<void> {
    timer = undefined;
    judgedAt = ports.now();
    await take(async (own) => {
      // Only now: what comes before this turn may forget them all.
      const seen = waiting;
      waiting = [];
      if (seen.length === 0 || !(await isKept(own))) return;
      const noted: Noted[] = [];
      for (const each of seen) {
        const { request, outcome } = each;
        const { by, entry } = (await judgedOf(each)) ?? {};
        if (!by) continue;
        const page = pageOf(request, outcome);
        noted.push({ ...(page && { page }), ...(entry && { entry }) });
        if (entry && isRefusedSignature(entry, by)) tellClock(request, outcome);
      }
      const activity = await own.activity.read();
      const next = noteEntries(activity, noted);
      if (next !== activity) await own.activity.write(next);
    });
  }

  /** Asked in a turn: the background that has just started knows by then what there is. */
  async function isKept({ session }: Ports): Promise<boolean> {
    if (!state || !isWatched(state)) return false;
    // A lock is not always told at once.
    return (await session.read()).dataKey !== undefined;
  }

  /** Whether or not it is what the refusal was for: whoever asks the server again will see. */
  function tellClock({ url, at }: SeenRequest, outcome: Outcome): void {
    const origin = originOfPage(url);
    const sample = serverTimeOf(url, outcome, at);
    if (origin && sample) onRefused(origin, sample);
  }

  function see(request: SeenRequest, outcome: Outcome): void {
    if (state && !isWatched(state)) return;
    const seen = { request, outcome, known: whatIsKnown(), knownBefore };
    waiting = [...waiting, seen].slice(-WAITING_AT_MOST);
    if (timer !== undefined) return;
    const rest = judgedAt + JUDGED_AGAIN_AFTER_MS - ports.now();
    // At most that long, whatever is done to the clock meanwhile.
    const after = Math.min(Math.max(rest, JUDGED_AFTER_MS), JUDGED_AGAIN_AFTER_MS);
    timer = setTimeout(() => void judge().catch(() => undefined), after);
  }

  function notePage(shown: Parameters<ShownPages['note']>[0]): Promise<void> {
    return take(async (own) => {
      if (!(await isKept(own))) return;
      const activity = await own.activity.read();
      const { missing, pages: now } = pages.note(shown, activity.pages);
      if (now === activity.pages) return;
      await own.activity.write({ ...activity, pages: now });
      if (missing) see(missing, NOBODY_ASKED);
    });
  }

  function lookClosely(now: AppState): void {
    ports.requests.lookClosely('reader', watchedOrigins(now));
    // What leaves the browser is compared with it, and later with what was known before.
    if (isWatched(now)) void whatIsKnown();
  }

  return {
    know(newer) {
      state = newer;
      knownBefore = known ?? knownBefore;
      known = undefined;
      // What was seen before a lock is not written down after it, and nothing of it is kept.
      if (!isWatched(newer)) {
        waiting = [];
        knownBefore = undefined;
      }
      if (looking !== undefined) lookClosely(newer);
    },

    see(request, outcome) {
      if (outcome.kind !== 'redirected') pages.noteAsked(request);
      see(request, outcome);
    },

    look() {
      clearTimeout(looking);
      if (state) lookClosely(state);
      looking = setTimeout(() => {
        looking = undefined;
        ports.requests.lookClosely('reader', []);
      }, LOOKS_MS);
    },

    seePage(shown) {
      if (state && !isWatched(state)) return;
      // What was asked for it may be on its way to us still.
      setTimeout(() => void notePage(shown).catch(() => undefined), JUDGED_AFTER_MS);
    },
  };
}

/** The sites whose requests are looked at: those where something may be sent. */
export function watchedOrigins(state: AppState): readonly Origin[] {
  return isWatched(state) ? state.allowed : [];
}

function isWatched(state: AppState): state is OpenState {
  return state.vault === 'unlocked' && !state.settings.paused && state.settings.observes;
}

async function readKnown(
  { rules, session }: Pick<BrowserPorts, 'rules' | 'session'>,
  state: OpenState,
): Promise<Known> {
  const [installed, { issued }] = await Promise.all([rules.installed(), session.read()]);
  return { state, situation: situationOf(state, installed), issued };
}

function pageOf({ type, tabId, url }: SeenRequest, outcome: Outcome): Noted['page'] {
  const origin = originOfPage(url);
  const isPage = type === 'main_frame' && outcome.kind === 'answered';
  return isPage && origin ? { tabId, origin } : undefined;
}

function isRefusedSignature(
  { status, profileId, headerNames }: Omit<ActivityEntry, 'id'>,
  { state }: Known,
): boolean {
  if (status !== 401 && status !== 403) return false;
  const profile = state.profiles.find(({ id }) => id === profileId);
  return (profile?.headers ?? []).some(
    (header) => signsTime(header) && headerNames.includes(header.headerName),
  );
}
