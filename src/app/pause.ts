/** Sends nothing anywhere until it is switched off again; the picks stay. */
import { commit, type OpenVault } from './commit';
import { openVault } from './open-vault';
import type { Ports } from './ports';
import { syncRules } from './sync-rules';

export async function pause(ports: Ports, paused: boolean): Promise<OpenVault> {
  const vault = await openVault(ports);
  return syncRules(ports, await commit(ports, vault, { ...vault.content, paused }));
}
