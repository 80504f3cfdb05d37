/** When each profile was picked last, so that a list can show first what is used. Pure. */
import type { Picks } from './picks';
import type { ProfileId } from './profile';
import type { Origin } from './site';

/** Milliseconds since the Unix epoch. A profile that was never picked has no entry. */
export type PickTimes = Readonly<Record<ProfileId, number | undefined>>;

/**
 * @param known - The profiles that the vault has after the change.
 * @returns the same object if the change picks no profile and removes none with a time.
 */
export function pickTimesAfter(
  times: PickTimes,
  before: Picks,
  after: Picks,
  known: ReadonlySet<ProfileId>,
  now: number,
): PickTimes {
  // Casts: the keys of both are ids and origins, which `keys` loses.
  const timed = Object.keys(times) as ProfileId[];
  const origins = Object.keys(after) as Origin[];
  const picked = origins.filter((origin) => after[origin] !== before[origin]);
  if (picked.length === 0 && timed.every((id) => known.has(id))) return times;
  const kept = timed.filter((id) => known.has(id)).map((id) => [id, times[id]]);
  return Object.fromEntries([...kept, ...picked.map((origin) => [after[origin], now])]);
}
