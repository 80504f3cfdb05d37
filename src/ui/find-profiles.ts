/** Finds profiles by words of their name, note, sites or user names. Pure. */
import type { ProfileSummary } from '../domain/app-state';

/** A list shows this many profiles; a user with more of them searches. */
export const SHOWN_AT_MOST = 50;

/** @returns the profiles that have every word of the query in one of these. */
export function findProfiles(
  profiles: readonly ProfileSummary[],
  query: string,
): readonly ProfileSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return profiles;
  return profiles.filter(({ name, note, sites, headers }) => {
    const origins = sites.map(({ origin }) => origin);
    const userNames = headers.map(({ userName = '' }) => userName);
    const said = [name, note, ...origins, ...userNames].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
