/** Sends nothing anywhere until it is switched off again; the picks stay. */

import { syncRules } from './headers/sync-rules';
import type { Ports } from './ports';
import { commit, type OpenVault } from './vault/commit';
import { openVault } from './vault/open-vault';

export async function pause(ports: Ports, paused: boolean): Promise<OpenVault> {
  const vault = await openVault(ports);
  return syncRules(ports, await commit(ports, vault, { ...vault.content, paused }));
}
