/**
 * The moment at which some rule has to leave, in the session: each turn checks it first (`guard.ts`),
 * since the alarm does not fire while the computer sleeps, and a background may have died before it.
 */

import type { Leave } from '../../domain/leave';

/** @param ends - Of everything that is in force for a time, by whichever feature. Empty: nothing is. */
export function nextLeave(ends: readonly number[], now: number): Leave | undefined {
  return ends.length === 0 ? undefined : { at: Math.min(...ends), since: now };
}

/** In the case of a clock that was set back, no end can be trusted. */
export function mustLeave(leave: Leave | undefined, now: number): boolean {
  return leave !== undefined && (leave.at <= now || now < leave.since);
}

/** @returns what holds while the rules change from those of `before` to those of `after`. */
export function whileChanging(before: Leave | undefined, after: Leave | undefined) {
  return before && after
    ? { at: Math.min(before.at, after.at), since: after.since }
    : (after ?? before);
}
