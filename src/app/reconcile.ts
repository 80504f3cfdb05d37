/**
 * Makes what is in force agree with the vault, whatever has happened: at every start of the
 * background, on the alarm, when permissions change, when a page opens.
 *
 * Rules outlive a reload or an update of the extension, the key does not. So the one thing asked
 * before anything else is whether the vault is locked, and then no rule may stay.
 */
import { AppError } from '../domain/errors';
import { syncRules } from './headers/sync-rules';
import { lock, withdrawAllRules } from './lock/lock';
import type { Ports } from './ports';
import type { OpenVault } from './vault/commit';

/** @throws AppError as `syncRules` does; whatever it is, nothing is in force that should not be. */
export async function reconcile(ports: Ports): Promise<OpenVault | undefined> {
  const { dataKey } = await ports.session.read();
  if (!dataKey) {
    await withdrawAllRules(ports);
    return undefined;
  }
  try {
    return await syncRules(ports);
  } catch (error) {
    // A refused change has withdrawn its rules itself, and the profiles say why. After anything
    // else nobody knows what is in force.
    if (!(error instanceof AppError && error.code === 'rules-refused')) await lock(ports);
    throw error;
  }
}
