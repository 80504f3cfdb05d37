/**
 * Pages that nobody has asked the server for.
 *
 * What a service worker of the page answers, and what the browser has in memory, makes no request that
 * anybody is told of. So it is noticed by its absence: a tab that comes from another site shows a page
 * of this one. Within a site it cannot be told from a page that only changes its address.
 *
 * Which site a tab shows is kept with the activity, by whatever has seen it last: the request, a moment
 * after its answer, or the page, when it is loaded. Here is only what bridges that moment, so that a
 * background which ends in between loses nothing.
 */
import type { Activity } from '../../domain/activity';
import type { SeenRequest } from '../../domain/seen-request';
import { type Origin, originOfPage } from '../../domain/site';

interface Shown {
  readonly tabId: number;
  readonly url: string | undefined;
  /** When we were told that it is loaded. Milliseconds since the Unix epoch, as below. */
  readonly at: number;
}

interface Asked {
  readonly origin: Origin;
  /** When its answer came. */
  readonly at: number;
}

/** More tabs are not noticed: one that is asked about has just been loaded. */
const TABS_AT_MOST = 100;
/** A tab that goes on faster than its pages are told of is not followed any further. */
const ASKED_AT_MOST = 20;
/**
 * Browsers tell of a page by another way than of requests, and it may be told after the request of the
 * page that comes next. Not later than that, or what was asked for is taken for never shown.
 */
const TOLD_AFTER_MS = 10_000;

export interface ShownPages {
  /** A request that was really made, and that leads nowhere else. */
  noteAsked(request: SeenRequest): void;
  /** @returns the request that nobody has made; and which site each tab shows from now on. */
  note(shown: Shown, pages: Activity['pages']): Noted;
}

interface Noted {
  readonly missing?: SeenRequest;
  /** The same object where nothing is new. */
  readonly pages: Activity['pages'];
}

export function shownPages(): ShownPages {
  /** By tab, the pages that were asked for and have not been noted: it may go on before they are. */
  const asked = new Map<number, readonly Asked[]>();
  /** What workers have asked for: a page's own hands on what the server says to it. */
  const byWorkers = new Set<string>();
  return {
    noteAsked({ type, tabId, url, at }) {
      if (tabId === -1) byWorkers.add(url);
      if (byWorkers.size > TABS_AT_MOST) byWorkers.delete([...byWorkers][0] ?? '');
      if (type !== 'main_frame') return;
      const origin = originOfPage(url);
      const before = asked.get(tabId) ?? [];
      asked.delete(tabId);
      if (origin) asked.set(tabId, [...before, { origin, at }].slice(-ASKED_AT_MOST));
      const [oldest] = asked.keys();
      if (asked.size > TABS_AT_MOST && oldest !== undefined) asked.delete(oldest);
    },

    note({ tabId, url = '', at }, pages) {
      const origin = originOfPage(url);
      const before = pages[tabId];
      const all = asked.get(tabId) ?? [];
      const place = all.findIndex((each) => each.origin === origin);
      const isAsked = place >= 0 || byWorkers.delete(url.replace(/#.*$/, ''));
      // What was asked for after it is the page that comes next, and what before it was left unseen.
      const later = all.slice(place + 1).filter((each) => each.at > at - TOLD_AFTER_MS);
      if (later.length > 0) asked.set(tabId, later);
      else asked.delete(tabId);
      if ((origin ?? '') === before) return { pages };
      const noted = { pages: notePage(pages, { tabId, origin: origin ?? '' }) };
      // Of a tab that is not known yet it is not known either how it came by its page.
      if (!origin || isAsked || before === undefined) return noted;
      return { ...noted, missing: { at, url, method: 'GET', type: 'main_frame', tabId } };
    },
  };
}

/** Tabs count up, and those that are closed are not told apart. */
export function notePage(
  pages: Activity['pages'],
  { tabId, origin }: { readonly tabId: number; readonly origin: Origin | '' },
): Activity['pages'] {
  // `entries` has whole numbers in their order.
  return Object.fromEntries(Object.entries({ ...pages, [tabId]: origin }).slice(-TABS_AT_MOST));
}
