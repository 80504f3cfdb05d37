/** The settings that are sealed with the vault. */
import { AppError } from '../domain/errors';
import { AUTO_LOCK_MINUTES, type Settings } from '../domain/settings';
import { clearActivity } from './activity/clear-activity';
import { syncRules } from './headers/sync-rules';
import type { Ports } from './ports';
import { commit, type OpenVault } from './vault/commit';
import { openVault } from './vault/open-vault';

/**
 * Changes the named settings and leaves the others. Without observation, the results that were seen
 * before are forgotten.
 *
 * @throws {@link AppError} `message-refused` for minutes that no page offers.
 */
export async function changeSettings(ports: Ports, change: Partial<Settings>): Promise<OpenVault> {
  const { autoLockMinutes: minutes } = change;
  if (minutes !== undefined && !AUTO_LOCK_MINUTES.some((offered) => offered === minutes)) {
    throw new AppError('message-refused', 'not one of the offered numbers');
  }
  const vault = await openVault(ports);
  const settings = { ...vault.content.settings, ...change };
  const next = await commit(ports, vault, { ...vault.content, settings });
  if (change.observes === false) await clearActivity(ports);
  return syncRules(ports, next);
}
