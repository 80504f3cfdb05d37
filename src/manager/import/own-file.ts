/** Recognises the files that Keybearer writes itself: shared profiles, and backups. */
import { isAgeFile } from '../../domain/age-file';
import type { ChosenSource } from '../../domain/import-work';
import { isShareFile, SHARE_AT_MOST } from '../../domain/share';
import { type BackupFile, backupFileOf } from '../backup/backup-file';

export type OwnFile =
  | { readonly kind: 'share'; readonly content: string }
  | { readonly kind: 'backup'; readonly file: BackupFile };

/** @returns undefined for all else, and for files that cannot be read: the importers say so. */
export async function ownFileOf(sources: readonly ChosenSource[]): Promise<OwnFile | undefined> {
  const [source] = sources;
  if (!source || sources.length > 1) return undefined;
  try {
    const blob = 'file' in source ? source.file : new Blob([source.text]);
    if (isAgeFile(new Uint8Array(await blob.slice(0, 64).arrayBuffer()))) {
      const file = await backupFileOf(source.name, blob);
      return file && { kind: 'backup', file };
    }
    const content = blob.size > SHARE_AT_MOST ? '' : await blob.text();
    return isShareFile(content) ? { kind: 'share', content } : undefined;
  } catch {
    return undefined;
  }
}
