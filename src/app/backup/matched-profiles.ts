/** Finds the profiles of a backup that the vault has already. Pure. */
import type { Profile } from '../../domain/profile';
import { contentKey } from '../../domain/profile-content';

/**
 * @returns for each profile of a backup the equal one of the vault, each used once; undefined: there is
 * none.
 */
export function matchedIn(
  stored: readonly Profile[],
  restored: readonly (Profile | undefined)[],
): readonly (Profile | undefined)[] {
  const free = new Map<string, Profile[]>();
  for (const profile of stored) {
    const key = contentKey(profile);
    const equal = free.get(key);
    if (equal) equal.push(profile);
    else free.set(key, [profile]);
  }
  return restored.map((profile) => profile && free.get(contentKey(profile))?.shift());
}
