/** Changes the settings in the vault. */
import { AppError } from '../domain/errors';
import { AUTO_LOCK_MINUTES, isLockedWithComputer, type Settings } from '../domain/settings';
import { clearActivity } from './activity/clear-activity';
import { changeVault } from './headers/change-vault';
import type { Ports } from './ports';
import type { OpenVault } from './vault/commit';

/**
 * Leaves the settings that are not named. Switching observation off also deletes the recorded requests.
 *
 * @throws {@link AppError} `message-refused` for minutes that no page offers.
 */
export async function changeSettings(ports: Ports, change: Partial<Settings>): Promise<OpenVault> {
  const { autoLockMinutes: minutes } = change;
  if (minutes !== undefined && !AUTO_LOCK_MINUTES.some((offered) => offered === minutes)) {
    throw new AppError('message-refused', 'not a number of minutes that a page offers');
  }
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
