/** A chosen backup, as the background takes it. */
import { BACKUP_CHARS_AT_MOST } from '../../domain/backup';

export interface BackupFile {
  readonly name: string;
  /** Armored text, or the bytes in base64. */
  readonly text: string;
}

/** A part of this length leaves no rest in base64. */
const PART = 0x6000;

/** @returns undefined for a file that is larger than a backup can be, and for one that cannot be read. */
export async function backupFileOf(name: string, blob: Blob): Promise<BackupFile | undefined> {
  if (blob.size > BACKUP_CHARS_AT_MOST) return undefined;
  try {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const isArmored = new TextDecoder('latin1')
      .decode(bytes.subarray(0, 64))
      .includes('-----BEGIN');
    const text = isArmored ? new TextDecoder().decode(bytes) : inBase64(bytes);
    return text.length > BACKUP_CHARS_AT_MOST ? undefined : { name, text };
  } catch {
    return undefined;
  }
}

function inBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += PART) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PART))));
  }
  return parts.join('');
}
