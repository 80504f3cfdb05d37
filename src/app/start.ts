/**
 * What every start of the background does, whatever woke it.
 *
 * Rules outlive a reload or an update of the extension, the key does not. So the one thing asked
 * before anything else is whether the vault is locked, and then no rule may stay.
 */
import { lock, withdrawAllRules } from './lock';
import type { Ports } from './ports';
import { syncRules } from './sync-rules';

export async function start(ports: Ports): Promise<void> {
  const { dataKey } = await ports.session.read();
  if (!dataKey) {
    await withdrawAllRules(ports);
    return;
  }
  try {
    await syncRules(ports);
  } catch (error) {
    // Nothing is sent that the vault does not say, and the vault cannot be read.
    await lock(ports);
    throw error;
  }
}
