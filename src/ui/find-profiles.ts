/** Finds profiles by words of their name or sites. Pure. */
import type { ProfileSummary } from '../domain/app-state';

/** A list shows this many profiles; a user with more of them searches. */
export const SHOWN_AT_MOST = 50;

/** @returns the profiles that have every word of the query in their name or one of their sites. */
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
