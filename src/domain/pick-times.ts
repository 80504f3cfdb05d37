/** When each profile was picked last, so that a list can show first what is used. Pure. */
import type { ProfileId } from './profile';

/** Each use of a profile on an origin, by any text that names the two. */
type Uses = Readonly<Record<string, ProfileId | undefined>>;

/** Milliseconds since the Unix epoch. A profile that was never picked has no entry. */
export type PickTimes = Readonly<Record<ProfileId, number | undefined>>;

/**
 * @param known - The profiles that the vault has after the change.
 * @returns the same object if the change picks no profile and removes none with a time.
 */
export function pickTimesAfter(
  times: PickTimes,
  before: Uses,
  after: Uses,
  known: ReadonlySet<ProfileId>,
  now: number,
): PickTimes {
  // Cast: the keys are ids, which `keys` loses.
  const timed = Object.keys(times) as ProfileId[];
  const picked = Object.keys(after).filter((use) => after[use] !== before[use]);
  if (picked.length === 0 && timed.every((id) => known.has(id))) return times;
  const kept = timed.filter((id) => known.has(id)).map((id) => [id, times[id]]);
  return Object.fromEntries([...kept, ...picked.map((use) => [after[use], now])]);
}
