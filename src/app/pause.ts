/** Sends nothing anywhere until it is switched off again; the picks stay. */
import { commit, openVault } from './open-vault';
import type { Ports } from './ports';
import { syncRules } from './sync-rules';

export async function pause(ports: Ports, paused: boolean): Promise<void> {
  const vault = await openVault(ports);
  await commit(ports, vault, { ...vault.content, paused });
  await syncRules(ports);
}
