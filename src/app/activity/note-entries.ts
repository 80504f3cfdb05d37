/** Adds judged requests to the activity: its last entries, and one shown entry per tab and site. Pure. */
import {
  ACTIVITY_AT_MOST,
  type Activity,
  type ActivityEntry,
  isFine,
  type SeenHere,
  seenKey,
} from '../../domain/activity';
import type { Origin } from '../../domain/site';
import { noteCookieSites } from './cookie-site';
import { notePage } from './shown-pages';

/** Shown entries, newest first: those of closed tabs fall out. */
const SEEN_AT_MOST = 50;

/** The result of judging one request. */
export interface Noted {
  /** Present if the request loaded a page into a tab. */
  readonly page?: { readonly tabId: number; readonly origin: Origin };
  readonly entry?: Omit<ActivityEntry, 'id'>;
  /** Present if the answer sets a session cookie. */
  readonly cookieSite?: Origin;
}

/**
 * @param noted - In the order in which the requests were seen.
 * @returns the same object if nothing is new.
 */
export function noteEntries(before: Activity, noted: readonly Noted[]): Activity {
  const activity = noteCookieSites(
    before,
    noted.flatMap(({ cookieSite }) => cookieSite ?? []),
  );
  let { nextId, seen, pages } = activity;
  const { cookieSites } = activity;
  const entries: ActivityEntry[] = [];
  for (const { page, entry } of noted) {
    if (page) seen = withoutTab(seen, page.tabId);
    if (page && pages[page.tabId] !== page.origin) pages = notePage(pages, page);
    if (!entry) continue;
    const cookie = cookieSites.includes(entry.origin) && ({ cookie: true } as const);
    const named = { id: nextId++, ...entry, ...cookie };
    entries.push(named);
    seen = noteSeen(seen, named);
  }
  if (entries.length === 0 && seen === activity.seen && pages === activity.pages) return activity;
  return {
    nextId,
    entries: [...activity.entries, ...entries].slice(-ACTIVITY_AT_MOST),
    seen: newestOf(seen),
    pages,
    cookieSites,
  };
}

/** Removes the entries of the page that the tab showed before. */
function withoutTab(seen: SeenHere, tabId: number): SeenHere {
  const all = Object.entries(seen);
  const others = all.filter(([, entry]) => entry.tabId !== tabId);
  return others.length === all.length ? seen : Object.fromEntries(others);
}

function noteSeen(seen: SeenHere, entry: ActivityEntry): SeenHere {
  const key = seenKey(entry.tabId, entry.origin);
  const before = seen[key];
  return before && isHidden(entry, before) ? seen : { ...seen, [key]: entry };
}

/**
 * A failure must not be hidden by later requests that work. A missing resource, such as a page's icon,
 * says nothing about the credential and hides nothing. An extra alone says nothing about the picked profile.
 */
function isHidden(entry: ActivityEntry, before: ActivityEntry): boolean {
  if (entry.isOfExtra !== before.isOfExtra) return entry.isOfExtra === true;
  if (entry.type === 'main_frame') return false;
  if (saysNothing(entry)) return true;
  if (!isFine(entry.verdict) || isFine(before.verdict) || saysNothing(before)) return false;
  const isFixed = entry.address === before.address || entry.profileId !== before.profileId;
  return !isFixed;
}

function saysNothing({ verdict }: ActivityEntry): boolean {
  return verdict.cause === 'refused-otherwise';
}

function newestOf(seen: SeenHere): SeenHere {
  const all = Object.entries(seen);
  if (all.length <= SEEN_AT_MOST) return seen;
  return Object.fromEntries(all.toSorted(([, a], [, b]) => b.at - a.at).slice(0, SEEN_AT_MOST));
}
