/** When a vault was backed up and changed, and when the user is reminded. Pure. */
import type { BackupState } from './backup';
import type { Profile } from './profile';
import { contentKey } from './profile-content';
import type { Settings } from './settings';

/** Milliseconds since the Unix epoch. */
export interface BackupTimes {
  /** The last backup. Absent: none was made. */
  readonly madeAt?: number;
  /** The first change of a profile that no backup has. Absent: there is none. */
  readonly changedAt?: number;
}

interface BackedUp {
  readonly profiles: readonly Profile[];
  readonly backup: BackupTimes;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Picks and settings are easily made again, so their changes do not count. */
export function backupTimesAfter(before: BackedUp, after: BackedUp, now: number): BackupTimes {
  const { backup } = after;
  const isNoted = backup.changedAt !== undefined;
  return isNoted || !isChanged(before, after) ? backup : { ...backup, changedAt: now };
}

function isChanged({ profiles: before }: BackedUp, { profiles: after }: BackedUp): boolean {
  if (before.length !== after.length) return true;
  return after.some((profile, index) => {
    const old = before[index];
    return old !== profile && (!old || contentKey(old) !== contentKey(profile));
  });
}

/** Without any backup the days count from the first change. */
export function backupState(
  { backup, profiles, settings }: BackedUp & { readonly settings: Settings },
  now: number,
): BackupState {
  const { madeAt, changedAt } = backup;
  const days = settings.backupReminderDays;
  const isWanted = days > 0 && profiles.length > 0 && changedAt !== undefined;
  const age = isWanted ? now - (madeAt ?? changedAt) : 0;
  // A time ahead of now comes from a clock that was wrong.
  const isDue = isWanted && (age < 0 || age >= days * DAY_MS);
  return { ...(madeAt !== undefined && { madeAt }), isDue };
}
