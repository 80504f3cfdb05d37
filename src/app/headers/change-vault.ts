/** Every change to an open vault goes this way: open, change, judge, commit, sync the rules. */
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { judged } from './judge-widening';
import { syncRules } from './sync-rules';

/**
 * @param change - Throws if the content does not allow the change; then no change is stored.
 * @param onStored - Runs once the new content is stored, before its rules are in force.
 * @throws AppError as `openVault`, `judged`, `commit` and `syncRules` do.
 */
export async function changeVault(
  ports: Ports,
  change: (content: VaultContent) => VaultContent | Promise<VaultContent>,
  onStored?: () => Promise<unknown>,
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const changed = await judged(ports, vault.content, await change(vault.content));
  const next = await commit(ports, vault, changed);
  await onStored?.();
  return syncRules(ports, next);
}
