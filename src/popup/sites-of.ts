/** Groups profiles by their sites, those in use first. Pure. */
import type { ProfileSummary } from '../domain/app-state';
import type { Picks } from '../domain/picks';
import type { Origin } from '../domain/site';

export interface SiteOf {
  readonly on: Origin;
  readonly profiles: readonly ProfileSummary[];
}

/**
 * @param own - Left out: the site of the tab.
 * @param atMost - So many profiles, those that are picked first.
 * @returns each site once, with the picked profile first; sites without one come last.
 */
export function sitesOf(
  profiles: readonly ProfileSummary[],
  picks: Picks,
  own: Origin | undefined,
  atMost: number,
): readonly SiteOf[] {
  const isPicked = ({ id, sites }: ProfileSummary) =>
    sites.some(({ origin }) => origin !== own && picks[origin] === id);
  const shown = [...profiles]
    .sort((a, b) => Number(isPicked(b)) - Number(isPicked(a)))
    .slice(0, atMost);
  const bySite = new Map<Origin, Set<ProfileSummary>>();
  for (const profile of shown) {
    for (const { origin } of profile.sites) {
      if (origin === own) continue;
      bySite.set(origin, (bySite.get(origin) ?? new Set()).add(profile));
    }
  }
  const sites = [...bySite].map(([on, each]) => {
    const rank = ({ id }: ProfileSummary) => Number(picks[on] === id);
    return { on, profiles: [...each].sort((a, b) => rank(b) - rank(a)) };
  });
  return sites.sort((a, b) => Number(b.on in picks) - Number(a.on in picks));
}
