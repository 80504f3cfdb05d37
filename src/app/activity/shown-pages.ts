/**
 * Finds pages that were loaded without a request to the server.
 *
 * The browser reports no request for a page that its service worker answers or that comes from memory.
 * Such a page is found when a tab that showed another site shows a page of this one. Within one site it
 * looks the same as a page that only changes its address, so it is not found.
 *
 * The activity stores the site that each tab shows. This module only remembers requests until their
 * pages are reported, so a background that ends loses no more than those.
 */
import type { Activity } from '../../domain/activity';
import type { SeenRequest } from '../../domain/seen-request';
import { type Origin, originOfPage } from '../../domain/site';

interface Shown {
  readonly tabId: number;
  readonly url: string | undefined;
  /** When the browser reported it as loaded. Milliseconds since the Unix epoch, as below. */
  readonly at: number;
}

interface Asked {
  readonly origin: Origin;
  /** When the answer came. */
  readonly at: number;
}

/** The oldest tabs are dropped: the user asks about a page that was just loaded. */
const TABS_AT_MOST = 100;
/** Requests of one tab whose pages are not reported yet; the oldest are dropped. */
const ASKED_AT_MOST = 20;
/**
 * Browsers report pages and requests separately, so a page may be reported after the request for the
 * next page. A request whose page is not reported within this time counts as never shown.
 */
const PAGE_REPORTED_WITHIN_MS = 10_000;

export interface ShownPages {
  /** Takes a request that was sent and not redirected. */
  noteAsked(request: SeenRequest): void;
  /** @returns a stand-in for the missing request, if there was none, and the site that each tab shows. */
  note(shown: Shown, pages: Activity['pages']): Noted;
}

interface Noted {
  readonly missing?: SeenRequest;
  /** The same object if nothing is new. */
  readonly pages: Activity['pages'];
}

export function shownPages(): ShownPages {
  /** The requests whose pages are not reported yet, by tab: a tab may request the next page first. */
  const asked = new Map<number, readonly Asked[]>();
  /** Requests of service workers, which hand a server's answer on to their page. */
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
      // Later requests are for the next page; earlier ones were never shown.
      const later = all.slice(place + 1).filter((each) => each.at > at - PAGE_REPORTED_WITHIN_MS);
      if (later.length > 0) asked.set(tabId, later);
      else asked.delete(tabId);
      if ((origin ?? '') === before) return { pages };
      const noted = { pages: notePage(pages, { tabId, origin: origin ?? '' }) };
      // A tab that is seen for the first time may have sent its request before we watched.
      if (!origin || isAsked || before === undefined) return noted;
      return { ...noted, missing: { at, url, method: 'GET', type: 'main_frame', tabId } };
    },
  };
}

/** Keeps the newest tabs, which have the highest ids: closed tabs are not removed otherwise. */
export function notePage(
  pages: Activity['pages'],
  { tabId, origin }: { readonly tabId: number; readonly origin: Origin | '' },
): Activity['pages'] {
  // `entries` sorts whole numbers.
  return Object.fromEntries(Object.entries({ ...pages, [tabId]: origin }).slice(-TABS_AT_MOST));
}
