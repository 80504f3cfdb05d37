/** After how many minutes without input the vault locks. */
import { AppError } from '../domain/errors';
import { AUTO_LOCK_MINUTES } from '../domain/settings';
import { commit, openVault } from './open-vault';
import type { Ports } from './ports';

/** @throws {@link AppError} `message-refused` for a number that no page offers. */
export async function setAutoLock(ports: Ports, minutes: number): Promise<void> {
  if (!AUTO_LOCK_MINUTES.some((offered) => offered === minutes)) {
    throw new AppError('message-refused', 'not one of the offered numbers');
  }
  const vault = await openVault(ports);
  await commit(ports, vault, { ...vault.content, autoLockMinutes: minutes });
  ports.idle.watch(minutes);
}
