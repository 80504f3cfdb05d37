/** Finds what a change of the profiles deletes, whichever use case makes the change. Pure. */
import { type BinnedEntry, newBinnedId } from './bin';
import type { Profile } from './profile';

/**
 * @param now - Milliseconds since the Unix epoch.
 * @returns an entry of the bin for each.
 */
export function deletedBy(
  before: readonly Profile[],
  after: readonly Profile[],
  now: number,
): readonly BinnedEntry[] {
  const left = new Set(after.map(({ id }) => id));
  return before.flatMap((profile, at): readonly BinnedEntry[] =>
    left.has(profile.id)
      ? []
      : [{ id: newBinnedId(), kind: 'profile', deletedAt: now, profile, at }],
  );
}
