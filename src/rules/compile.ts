/** Compiles placements to session rules: each header goes to its place, and nowhere else. */
import type { Header } from '../domain/header';
import type { Origin } from '../domain/site';
import { NO_TAB, type TabScope } from '../domain/tab-scope';
import { conditionsFor } from './conditions';
import { filtersOf } from './path-filters';
import type { Placement } from './placement';
import { readingParts } from './reads';
import type { BrowserTraits, RuleCondition, RuleContent } from './rule';
import { bySpecificity } from './specificity';
import { uncached } from './uncached';

/** Addresses of authorization servers, where no header of ours may replace theirs. */
export interface LeftAlone {
  /** Requests there go to exactly this address. */
  readonly endpoints: readonly string[];
  /** Pages that the user opens to sign in: with any query, and all below them. */
  readonly pages: readonly string[];
}

const NOTHING: LeftAlone = { endpoints: [], pages: [] };

/**
 * Browsers decide each header name alone: if two placements share one name, the more specific one
 * sets it, and the other still sets the rest of its headers.
 *
 * @param placements - In list order: of two equally specific ones the first wins.
 * @returns rules of which no two that could set the same header on the same request share a
 * priority. Origins never match the same request, so each counts its priorities from 1.
 */
export function compileRules(
  placements: readonly Placement[],
  browser: BrowserTraits,
  leftAlone: LeftAlone = NOTHING,
): RuleContent[] {
  const next = new Map<Origin, number>();
  // The sort is stable, so list order decides last; the least specific gets priority 1.
  const rules = placements
    // A list of tabs that is empty would be left out, and mean every tab.
    .filter(({ tabs }) => !tabs || !('only' in tabs) || tabs.only.length > 0)
    .toSorted((a, b) => bySpecificity(a.path, b.path))
    .toReversed()
    // Parted after the sort: a path that only reads leaves the order of the headers as it is.
    .flatMap(readingParts)
    .flatMap((placement) => {
      const priority = next.get(placement.origin) ?? 1;
      next.set(placement.origin, priority + 1);
      return rulesFor(placement, priority, browser);
    });
  // Above every rule that sets a header there.
  return [...rules, ...allowRules(leftAlone, (origin) => next.get(origin))];
}

/** @param priorityOn - Undefined: no header is set on that origin, so it needs no such rule. */
export function allowRules(
  leftAlone: LeftAlone,
  priorityOn: (origin: Origin) => number | undefined,
): RuleContent[] {
  return filtersByAddress(leftAlone).flatMap(([address, filters]) => {
    // Cast: `Origin` means an origin as the URL parser writes it.
    const priority = priorityOn(new URL(address).origin as Origin);
    return priority === undefined ? [] : filters.map((filter) => allowRule(filter, priority));
  });
}

function filtersByAddress({ endpoints, pages }: LeftAlone) {
  return [
    ...[...new Set(endpoints)].map((address) => [address, [exactly(address)]] as const),
    ...[...new Set(pages)].map((address) => {
      const { origin, pathname } = new URL(address);
      return [address, filtersOf({ origin, path: pathname })] as const;
    }),
  ];
}

/** A token endpoint has no fragment (RFC 6749 §3.2). */
function exactly(address: string): string {
  return `|${address.replace(/#.*$/, '')}|`;
}

function allowRule(urlFilter: string, priority: number): RuleContent {
  return {
    priority,
    action: { type: 'allow' },
    condition: {
      urlFilter,
      isUrlFilterCaseSensitive: true,
      excludedResourceTypes: ['csp_report'],
    },
  };
}

function rulesFor(placement: Placement, priority: number, browser: BrowserTraits): RuleContent[] {
  // No request matches two of these filters or two of these conditions, so all share the priority.
  return filtersOf(placement).flatMap((urlFilter) =>
    conditionsFor(placement, browser)
      .flatMap((each) => uncached(placement, each, browser))
      .map(({ headers, condition }) => ({
        priority,
        action: setAll(headers),
        condition: {
          urlFilter,
          isUrlFilterCaseSensitive: true,
          ...condition,
          ...inTabs(placement.tabs),
        },
      })),
  );
}

/** A worker serves the tabs of all identities, so where one tab has its own, no worker carries any. */
function inTabs(tabs: TabScope | undefined): Pick<RuleCondition, 'tabIds' | 'excludedTabIds'> {
  if (!tabs) return {};
  return 'only' in tabs ? { tabIds: tabs.only } : { excludedTabIds: [NO_TAB, ...tabs.not] };
}

/** All in one rule: a request carries the whole set, and two headers cost no more rules than one. */
function setAll(headers: readonly Header[]): RuleContent['action'] {
  return {
    type: 'modifyHeaders',
    requestHeaders: headers.map(({ name, value }) => ({ header: name, operation: 'set', value })),
  };
}
