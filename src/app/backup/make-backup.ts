/** Makes a backup: everything that a user wants on another computer, for an encrypted file. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeBackup, type FieldsOf } from '../../backup/encode-backup';
import type { Proof } from '../../domain/backup';
import { AppError } from '../../domain/errors';
import { knownScheme } from '../../schemes';
import { isReadOnly } from '../../vault/envelope';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { refuseIfLocked } from './open-backup';
import { proven } from './prove';

export interface BackupText {
  /** In clear: only the cipher may get it. */
  readonly text: string;
  /** Milliseconds since the Unix epoch. */
  readonly madeAt: number;
  /** The number of locks by then. */
  readonly locks: number;
}

/**
 * @throws AppError `passphrase-wrong`, `passkey-wrong`; `vault-newer` if a later version has written the
 * vault, whose content this one does not know; and as `openVault` does.
 */
export async function backupText(ports: Ports, proof: Proof): Promise<BackupText> {
  const { envelope, content } = await proven(ports, proof);
  if (isReadOnly(envelope)) throw new AppError('vault-newer', 'the vault is read-only');
  const { locks } = await ports.session.readNow();
  const madeAt = ports.now();
  return { text: encodeBackup(content, madeAt, fieldsOf), madeAt, locks };
}

/** A backup whose file the page has not handed to the browser yet. */
export interface UnsavedBackup extends Pick<BackupText, 'madeAt' | 'locks'> {
  /** Of its text, which no one may keep. */
  readonly digest: string;
}

export function unsaved({ text, madeAt, locks }: BackupText): UnsavedBackup {
  return { madeAt, locks, digest: digestOf(text) };
}

/** Ends the reminder, unless something has changed since. @throws AppError `locked-meanwhile`. */
export async function noteBackup(
  ports: Ports,
  { digest, madeAt, locks }: UnsavedBackup,
): Promise<OpenVault> {
  await refuseIfLocked(ports, locks);
  return changeVault(ports, (content) => {
    const isSame = digestOf(encodeBackup(content, madeAt, fieldsOf)) === digest;
    return { ...content, backup: { madeAt, ...(!isSame && { changedAt: madeAt }) } };
  });
}

/** @returns such as `keybearer-backup-2026-11-30.age`, by the date of this computer. */
export function backupName(madeAt: number): string {
  const at = new Date(madeAt);
  const [year, month, day] = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  const two = (part: number) => String(part).padStart(2, '0');
  return `keybearer-backup-${year}-${two(month)}-${two(day)}.age`;
}

function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Undefined also for a credential of another build that does not fit. */
const fieldsOf: FieldsOf = (schemeId, credential) => {
  try {
    return knownScheme(schemeId)?.fieldsOf(credential);
  } catch {
    return undefined;
  }
};
