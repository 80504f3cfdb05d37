/** The settings that the vault keeps. */
import { AppError } from '../domain/errors';
import { AUTO_LOCK_MINUTES, type Settings } from '../domain/settings';
import { clearActivity } from './activity/clear-activity';
import { changeVault } from './headers/change-vault';
import type { Ports } from './ports';
import type { OpenVault } from './vault/commit';

/**
 * Changes the named settings and leaves the others. When observation is switched off, the record of
 * requests is emptied too.
 *
 * @throws {@link AppError} `message-refused` for minutes that no page offers.
 */
export async function changeSettings(ports: Ports, change: Partial<Settings>): Promise<OpenVault> {
  const { autoLockMinutes: minutes } = change;
  if (minutes !== undefined && !AUTO_LOCK_MINUTES.some((offered) => offered === minutes)) {
    throw new AppError('message-refused', 'not one of the offered numbers');
  }
  return changeVault(
    ports,
    (content) => ({ ...content, settings: { ...content.settings, ...change } }),
    async () => {
      if (change.observes === false) await clearActivity(ports);
    },
  );
}
