/** When the vault locks by itself. */
import { AppError } from '../domain/errors';
import { AUTO_LOCK_MINUTES } from '../domain/settings';
import { syncRules } from './headers/sync-rules';
import type { Ports } from './ports';
import { commit, type OpenVault } from './vault/commit';
import { openVault } from './vault/open-vault';

export interface AutoLock {
  /** Without input. */
  readonly minutes: number;
  readonly withComputer: boolean;
}

/** @throws {@link AppError} `message-refused` for a number that no page offers. */
export async function setAutoLock(
  ports: Ports,
  { minutes, withComputer }: AutoLock,
): Promise<OpenVault> {
  if (!AUTO_LOCK_MINUTES.some((offered) => offered === minutes)) {
    throw new AppError('message-refused', 'not one of the offered numbers');
  }
  const vault = await openVault(ports);
  const content = {
    ...vault.content,
    autoLockMinutes: minutes,
    lockWithComputer: withComputer,
  };
  return syncRules(ports, await commit(ports, vault, content));
}
