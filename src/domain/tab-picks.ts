/** The picks of single tabs, each in place of the site's own pick: *Only in this tab*. Pure. */
import type { Picks } from './picks';
import type { ProfileId } from './profile';
import type { Origin } from './site';

/** Names a site for the holder of the data key alone: what outlives a lock names no site. */
export type SiteId = string & { readonly __brand: 'SiteId' };

/** Null: off. */
type PicksOfTab = Readonly<Record<SiteId, ProfileId | null>>;

/** The key is the id of a tab. A tab without a pick has no entry. */
export type TabPicks = Readonly<Record<number, PicksOfTab>>;

/** The pick of one tab on one site. */
export interface TabPick {
  readonly tabId: number;
  readonly origin: Origin;
  /** Absent: the tab sends nothing there. It is off, or its profile is no longer for that site. */
  readonly profileId?: ProfileId;
}

export function withTabPick(
  picks: TabPicks,
  tabId: number,
  site: SiteId,
  profileId: ProfileId | null,
): TabPicks {
  return { ...picks, [tabId]: { ...picks[tabId], [site]: profileId } };
}

export function withoutTabPick(picks: TabPicks, tabId: number, site: SiteId): TabPicks {
  const { [site]: _, ...others } = picks[tabId] ?? {};
  return withPicksOf(picks, tabId, others);
}

/** @returns the same object if all stay. */
export function onlyOfTabs(picks: TabPicks, isOpen: (tabId: number) => boolean): TabPicks {
  const all = Object.entries<PicksOfTab>(picks);
  const left = all.filter(([tabId]) => isOpen(Number(tabId)));
  return left.length < all.length ? Object.fromEntries(left) : picks;
}

/**
 * The tabs send nothing where they had a profile that `isKept` refuses.
 *
 * @returns the same object if all stay.
 */
export function withoutProfiles(
  picks: TabPicks,
  isKept: (profileId: ProfileId, site: SiteId) => boolean,
): TabPicks {
  const kept = Object.entries<PicksOfTab>(picks).map(([tabId, own]) => {
    // Cast: the keys are ids of sites.
    const sites = Object.entries(own) as [SiteId, ProfileId | null][];
    return [
      tabId,
      Object.fromEntries(
        sites.map(([site, id]) => [site, id === null || isKept(id, site) ? id : null]),
      ),
    ];
  });
  const left: TabPicks = Object.fromEntries(kept);
  return JSON.stringify(left) === JSON.stringify(picks) ? picks : left;
}

/** The data key has changed, and with it the ids of the sites. */
export function withSitesRenamed(
  picks: TabPicks,
  was: readonly SiteId[],
  is: readonly SiteId[],
): TabPicks {
  const names = new Map(was.map((site, at) => [site, is[at]]));
  const renamed = Object.entries<PicksOfTab>(picks).map(([tabId, own]) => {
    // Cast: the keys are ids of sites.
    const sites = Object.entries(own) as [SiteId, ProfileId | null][];
    // A site that no profile names any more keeps an id that nothing has.
    return [tabId, Object.fromEntries(sites.map(([site, id]) => [names.get(site) ?? site, id]))];
  });
  return Object.fromEntries(renamed);
}

/** The browser has given a tab another id. */
export function withTabRenamed(picks: TabPicks, before: number, after: number): TabPicks {
  const { [before]: moved = {}, ...others } = picks;
  return withPicksOf(others, after, moved);
}

function withPicksOf(picks: TabPicks, tabId: number, own: PicksOfTab): TabPicks {
  const { [tabId]: _, ...others } = picks;
  return Object.keys(own).length > 0 ? { ...others, [tabId]: own } : others;
}

/** The part of an open state that says what a tab sends. */
interface PickFacts {
  readonly picks: Picks;
  readonly tabPicks?: readonly TabPick[];
  readonly pickEnds?: Readonly<Record<Origin, unknown>>;
  readonly endedPicks?: Readonly<Record<Origin, unknown>>;
}

export function tabPickAt(
  { tabPicks = [] }: Pick<PickFacts, 'tabPicks'>,
  tabId: number | undefined,
  origin: Origin,
): TabPick | undefined {
  return tabPicks.find((pick) => pick.tabId === tabId && pick.origin === origin);
}

/** @returns the state with the tab's own picks in place of those of its sites. */
export function asInTab<S extends PickFacts>(state: S, tabId: number | undefined): S {
  const own = state.tabPicks?.filter((pick) => pick.tabId === tabId) ?? [];
  if (own.length === 0) return state;
  const picks = own.map(({ origin, profileId }) => [origin, profileId] as const);
  const { pickEnds, endedPicks } = state;
  const elsewhere = (all: Readonly<Record<Origin, unknown>>) =>
    Object.fromEntries(
      Object.entries(all).filter(([on]) => !own.some(({ origin }) => origin === on)),
    );
  return {
    ...state,
    picks: { ...state.picks, ...Object.fromEntries(picks) },
    // The end of the site's pick leaves the tab as it is.
    ...(pickEnds && { pickEnds: elsewhere(pickEnds) }),
    ...(endedPicks && { endedPicks: elsewhere(endedPicks) }),
  };
}
