/** Profiles by what somebody remembers of them. Pure. */
import type { ProfileSummary } from '../domain/app-state';

/** So many a list shows; whoever has more will search. */
export const SHOWN_AT_MOST = 50;

/** Those that have every typed word in their name or in one of their sites. */
export function findProfiles(
  profiles: readonly ProfileSummary[],
  query: string,
): readonly ProfileSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return profiles;
  return profiles.filter(({ name, sites }) => {
    const said = [name, ...sites.map(({ origin }) => origin)].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
