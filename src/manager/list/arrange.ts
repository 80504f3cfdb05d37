/** Sorts the list of profiles, and groups it by site. Pure. */
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import type { Picks } from '../../domain/picks';
import type { Origin } from '../../domain/site';

export const SORT_ORDERS = ['name', 'use', 'age'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

/** The profiles of one site. */
export interface SiteGroup {
  /** Absent: the one group of a list without groups. */
  readonly origin?: Origin;
  readonly profiles: readonly ProfileSummary[];
}

/** Numbers by value, and without regard to case: *Robot 2* before *robot 10*. */
const BY_TEXT = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * @param order - `use`: in use now first, then the last picked. `age`: the oldest credential first.
 * @param then - The state that says what is in use.
 */
export function sorted(
  profiles: readonly ProfileSummary[],
  order: SortOrder,
  then: Pick<OpenState, 'picks' | 'profiles'>,
): readonly ProfileSummary[] {
  const keys = keysOf(order, then);
  // Looked up once for each profile, and not for each comparison of two.
  const ranked = profiles.map((profile) => ({ profile, rank: keys.get(profile.id) ?? 0 }));
  return ranked.sort(inOrder).map(({ profile }) => profile);
}

function inOrder(a: Ranked, b: Ranked): number {
  // Equal times; also two infinite ones, whose difference is no number.
  if (a.rank === b.rank) return BY_TEXT.compare(a.profile.name, b.profile.name);
  return a.rank < b.rank ? -1 : 1;
}

interface Ranked {
  readonly profile: ProfileSummary;
  readonly rank: number;
}

/** The lowest comes first. */
function keysOf(
  order: SortOrder,
  { picks, profiles }: Pick<OpenState, 'picks' | 'profiles'>,
): ReadonlyMap<string, number> {
  if (order === 'name') return new Map();
  if (order === 'age') {
    return new Map(profiles.map(({ id, rotation }) => [id, rotation?.since ?? Infinity]));
  }
  const inUse = new Set<string | undefined>(Object.values(picks));
  // No time is as far from now as the years that this puts between.
  const ahead = Number.MAX_SAFE_INTEGER / 2;
  return new Map(
    profiles.map(({ id, pickedAt = 0 }) => [id, -pickedAt - (inUse.has(id) ? ahead : 0)]),
  );
}

/**
 * Puts each profile under each of its sites; the picked one comes first there.
 *
 * @param profiles - In their order, which they keep.
 * @param order - By name the sites are sorted too; else they come as their first profiles do.
 */
export function groupedBySite(
  profiles: readonly ProfileSummary[],
  order: SortOrder,
  picks: Picks,
): readonly SiteGroup[] {
  const bySite = new Map<Origin, ProfileSummary[]>();
  for (const profile of profiles) {
    for (const origin of originsOf(profile)) {
      const there = bySite.get(origin);
      if (!there) bySite.set(origin, [profile]);
      else if (picks[origin] === profile.id) there.unshift(profile);
      else there.push(profile);
    }
  }
  const groups = [...bySite].map(([origin, there]) => ({ origin, profiles: there }));
  if (order !== 'name') return groups;
  return groups.sort((a, b) => BY_TEXT.compare(hostOf(a.origin), hostOf(b.origin)));
}

/** Whether headings help: several sites, and one at least that several profiles share. */
export function hasSharedSite(profiles: readonly ProfileSummary[]): boolean {
  const known = new Set<Origin>();
  let isShared = false;
  for (const profile of profiles) {
    for (const origin of originsOf(profile)) {
      isShared ||= known.has(origin);
      known.add(origin);
    }
  }
  return isShared && known.size > 1;
}

/** Each once: a profile may have several paths of one origin. */
export function originsOf({ sites }: Pick<ProfileSummary, 'sites'>): readonly Origin[] {
  const origins = sites.map(({ origin }) => origin);
  // Nearly every profile has one site, and a list asks this of thousands.
  return origins.length > 1 ? [...new Set(origins)] : origins;
}

function hostOf(origin: Origin): string {
  return origin.slice(origin.indexOf('//') + 2);
}
