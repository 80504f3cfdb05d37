/** Recognises the files that Keybearer writes itself: shared profiles, and backups. */
import { isAgeFile } from '../../domain/age-file';
import type { ChosenSource } from '../../domain/import-work';
import { isShareFile, SHARE_AT_MOST } from '../../domain/share';
import { type BackupFile, backupFileOf } from '../backup/backup-file';

const LOOKED_AT = 64;

export type OwnFile =
  | { readonly kind: 'share'; readonly content: string }
  | { readonly kind: 'backup'; readonly file: BackupFile };

/** @returns undefined for all else, and for files that cannot be read: the importers say so. */
export async function ownFileOf(sources: readonly ChosenSource[]): Promise<OwnFile | undefined> {
  const [source] = sources;
  if (!source || sources.length > 1) return undefined;
  try {
    if (isAgeFile(await beginningOf(source))) {
      const blob = 'file' in source ? source.file : new Blob([source.text]);
      const file = await backupFileOf(source.name, blob);
      return file && { kind: 'backup', file };
    }
    const content = await contentOf(source);
    return isShareFile(content) ? { kind: 'share', content } : undefined;
  } catch {
    return undefined;
  }
}

/** Pasted text makes no blob unless it is encrypted: a browser may write a blob to the disk. */
async function beginningOf(source: ChosenSource): Promise<Uint8Array> {
  if ('text' in source) return new TextEncoder().encode(source.text.slice(0, LOOKED_AT));
  return new Uint8Array(await source.file.slice(0, LOOKED_AT).arrayBuffer());
}

/** @returns '' if it is too long for a shared file. */
async function contentOf(source: ChosenSource): Promise<string> {
  if ('text' in source) return source.text;
  return source.file.size > SHARE_AT_MOST ? '' : source.file.text();
}
