/** Whether it is seen what becomes of requests. Switched off, what has been seen is forgotten too. */
import { clearActivity } from './activity/clear-activity';
import { syncRules } from './headers/sync-rules';
import type { Ports } from './ports';
import { commit, type OpenVault } from './vault/commit';
import { openVault } from './vault/open-vault';

export async function setObserves(ports: Ports, observes: boolean): Promise<OpenVault> {
  const vault = await openVault(ports);
  const next = await commit(ports, vault, { ...vault.content, observes });
  if (!observes) await clearActivity(ports);
  return syncRules(ports, next);
}
