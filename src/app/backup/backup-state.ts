/** When the user is reminded of a backup: the last one is old, and no backup has the latest changes. */
import type { BackupState } from '../../domain/backup';
import type { VaultContent } from '../../vault/content';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Without any backup the days count from the first change.
 *
 * @param now - Milliseconds since the Unix epoch.
 */
export function backupState(
  { backup, settings, profiles }: Pick<VaultContent, 'backup' | 'settings' | 'profiles'>,
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
