/** Changes the settings in the vault. */
import { BACKUP_REMINDER_DAYS } from '../domain/backup';
import { AppError } from '../domain/errors';
import { AUTO_LOCK_MINUTES, isLockedWithComputer, type Settings } from '../domain/settings';
import { clearActivity } from './activity/clear-activity';
import { changeVault } from './headers/change-vault';
import type { Ports } from './ports';
import type { OpenVault } from './vault/commit';

/**
 * Leaves the settings that are not named. Switching observation off also deletes the recorded requests.
 *
 * @throws {@link AppError} `message-refused` for a number that no page offers.
 */
export async function changeSettings(ports: Ports, change: Partial<Settings>): Promise<OpenVault> {
  refuseUnoffered(change.autoLockMinutes, AUTO_LOCK_MINUTES);
  refuseUnoffered(change.backupReminderDays, BACKUP_REMINDER_DAYS);
  return changeVault(
    ports,
    (content) => {
      const settings = { ...content.settings, ...change };
      // Stored too, for builds that do not know what the number of minutes means.
      const lockWithComputer = isLockedWithComputer(settings);
      return { ...content, settings: { ...settings, lockWithComputer } };
    },
    async () => {
      if (change.observes === false) await clearActivity(ports);
    },
  );
}

function refuseUnoffered(chosen: number | undefined, offered: readonly number[]): void {
  if (chosen === undefined || offered.includes(chosen)) return;
  throw new AppError('message-refused', 'not a number that a page offers');
}
