/** Deletes entries of the bin for good. */
import type { Ports } from '../ports';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/** An entry that another window has restored or deleted is left out. */
export async function deleteFromBin(ports: Ports, ids: readonly string[]): Promise<OpenVault> {
  const vault = await openVault(ports);
  const bin = vault.content.bin.filter(({ id }) => !ids.includes(id));
  return commit(ports, vault, { ...vault.content, bin });
}

export async function emptyBin(ports: Ports): Promise<OpenVault> {
  const vault = await openVault(ports);
  return commit(ports, vault, { ...vault.content, bin: [] });
}
