/**
 * When a profile's credentials are to be replaced by new ones. Counted in whole days of 24 hours since
 * they were set, so that neither a time zone nor a calendar is asked. Pure.
 */
import type { Profile } from './profile';

export const ROTATE_DAYS_AT_MOST = 3650;

const DAY_MS = 24 * 60 * 60_000;

/** Of a profile with several headers: of the one that has not changed for longest. */
export interface Rotation {
  /** Milliseconds since the Unix epoch. */
  readonly since: number;
  readonly ageDays: number;
  /** Zero: today; less: overdue. Absent: nobody wants to be reminded. */
  readonly dueInDays?: number;
}

/**
 * @param now - Milliseconds since the Unix epoch.
 * @returns nothing where it is not known when the credentials were set.
 */
export function rotationOf(
  { headers, rotateEveryDays }: Pick<Profile, 'headers' | 'rotateEveryDays'>,
  now: number,
): Rotation | undefined {
  const known = headers.flatMap(({ rotatedAt }) => rotatedAt ?? []);
  if (known.length === 0) return undefined;
  const since = Math.min(...known);
  // Not less than none: the clock may have been set back.
  const ageDays = Math.max(0, Math.floor((now - since) / DAY_MS));
  return {
    since,
    ageDays,
    ...(rotateEveryDays !== undefined && { dueInDays: rotateEveryDays - ageDays }),
  };
}

export function isDue(rotation: Rotation | undefined): boolean {
  return rotation?.dueInDays !== undefined && rotation.dueInDays <= 0;
}
