/** Restores an entry of the bin. It brings back neither a pick nor a permission of the browser. */
import { AppError } from '../../domain/errors';
import type { VaultContent } from '../../vault/content';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

/** @throws AppError `binned-unknown` if another window has restored or deleted it. */
export async function restore(ports: Ports, id: string): Promise<OpenVault> {
  return changeVault(ports, (content) => restored(content, id));
}

/** @throws AppError as `restore` does. */
export function restored(content: VaultContent, id: string): VaultContent {
  const entry = content.bin.find((each) => each.id === id);
  if (!entry) throw new AppError('binned-unknown', 'no such entry in the bin');
  const bin = content.bin.filter((each) => each !== entry);
  if (entry.kind !== 'profile') return { ...content, bin };
  const profiles = content.profiles.toSpliced(entry.at, 0, entry.profile);
  return { ...content, bin, profiles };
}
