/**
 * Deletes entries of the bin for good: no stored generation of the vault has them afterwards. Nor has it
 * a form or a typed secret of the last lock that has ended since.
 */
import type { BinnedEntry } from '../../domain/bin';
import type { Ports } from '../ports';
import { dropOrphans, withUnsaved } from '../profiles/unsaved-texts';
import { commitForGood, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/** An entry that another window has restored or deleted is left out. */
export async function deleteFromBin(ports: Ports, ids: readonly string[]): Promise<OpenVault> {
  const vault = await openVault(ports);
  const bin = vault.content.bin.filter(({ id }) => !ids.includes(id));
  return bin.length === vault.content.bin.length ? vault : keepOnly(ports, vault, bin);
}

/** Also of an empty bin: the generation before may still have an entry. */
export async function emptyBin(ports: Ports): Promise<OpenVault> {
  return keepOnly(ports, await openVault(ports), []);
}

async function keepOnly(
  ports: Ports,
  vault: OpenVault,
  bin: readonly BinnedEntry[],
): Promise<OpenVault> {
  const content = await withUnsaved(ports, { ...vault.content, bin });
  const next = await commitForGood(ports, vault, content);
  await dropOrphans(ports, next.content);
  const { undo } = await ports.session.read();
  const isUndoable = undo?.ids.every((id) => bin.some((entry) => entry.id === id));
  if (undo && !isUndoable) await ports.session.write({ undo: undefined });
  return next;
}
