/** Opens the file of a backup, beside the queue: the key derivation takes seconds. */
import type { Backup } from '../../backup/backup-schema';
import { decodeBackup } from '../../backup/decode-backup';
import { AppError } from '../../domain/errors';
import type { Ports } from '../ports';

export interface BackupFile {
  /** Armored text, or the bytes in base64. */
  readonly file: string;
  readonly filePassphrase: string;
}

export interface OpenedBackup {
  readonly backup: Backup;
  /** The number of locks when it was begun. */
  readonly locks: number;
}

/**
 * @throws AppError `vault-locked`; `backup-wrong-passphrase`, `backup-damaged`, `backup-foreign`,
 * `backup-newer`; `locked-meanwhile`.
 */
export async function openBackup(
  { session, cipher }: Pick<Ports, 'session' | 'cipher'>,
  { file, filePassphrase }: BackupFile,
): Promise<OpenedBackup> {
  const { dataKey, locks } = await session.readNow();
  if (!dataKey) throw new AppError('vault-locked', 'no data key in this session');
  return { backup: await opened({ cipher }, { file, filePassphrase }), locks };
}

/** @throws AppError `backup-wrong-passphrase`, `backup-damaged`, `backup-foreign`, `backup-newer`. */
export async function opened(
  { cipher }: Pick<Ports, 'cipher'>,
  { file, filePassphrase }: BackupFile,
): Promise<Backup> {
  return decodeBackup(await cipher.decrypt(file, filePassphrase));
}

/** @throws AppError `locked-meanwhile`: work that began before a lock must not go on after an unlock. */
export async function refuseIfLocked(
  { session }: Pick<Ports, 'session'>,
  locks: number,
): Promise<void> {
  if ((await session.readNow()).locks === locks) return;
  throw new AppError('locked-meanwhile', 'locked since it began');
}
