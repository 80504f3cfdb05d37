/**
 * The age of a profile's credentials and the day on which to replace them. Counted in whole days of
 * 24 hours, so that no time zone and no calendar matters. Pure.
 */
import type { Profile } from './profile';

export const ROTATE_DAYS_AT_MOST = 3650;

const DAY_MS = 24 * 60 * 60_000;

/** In a profile with several headers the oldest credential counts. */
export interface Rotation {
  /** Milliseconds since the Unix epoch. */
  readonly since: number;
  readonly ageDays: number;
  /** Zero: today. Negative: overdue. Absent: the user wants no reminder. */
  readonly dueInDays?: number;
}

/**
 * @param now - Milliseconds since the Unix epoch.
 * @returns undefined if no header says when its credential was set.
 */
export function rotationOf(
  { headers, rotateEveryDays }: Pick<Profile, 'headers' | 'rotateEveryDays'>,
  now: number,
): Rotation | undefined {
  const known = headers.flatMap(({ rotatedAt }) => rotatedAt ?? []);
  if (known.length === 0) return undefined;
  const since = Math.min(...known);
  // Never negative: the clock may have been set back.
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
