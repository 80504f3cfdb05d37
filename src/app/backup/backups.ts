/**
 * Makes, shows and restores backups. The cipher runs beside the queue, and short turns before and after it
 * read and change the vault.
 */
import type { BackupPreview, Proof, Restoring } from '../../domain/backup';
import { AppError } from '../../domain/errors';
import { passphraseProblem } from '../../domain/passphrase';
import { EMPTY_CONTENT } from '../../vault/content';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { findCopies } from '../vault/stored-vault';
import { backupName, backupText, noteBackup, type UnsavedBackup, unsaved } from './make-backup';
import { type BackupFile, openBackup, opened, refuseIfLocked } from './open-backup';
import { previewOf } from './preview-backup';
import { restoreBackup } from './restore-backup';

export interface Backups {
  /**
   * @throws AppError `passphrase-weak` or `passphrase-guessable` for the passphrase of the file;
   * `backup-cancelled`; and as `backupText` does.
   */
  make(asked: {
    readonly proof: Proof;
    readonly filePassphrase: string;
  }): Promise<{ readonly file: string; readonly name: string; readonly madeAt: number }>;
  /**
   * Counts the last backup as made: the page has handed its file to the browser. One whose page was closed
   * before does not count.
   *
   * @returns whether the last backup is the one of this time.
   */
  saved(madeAt: number): Promise<boolean>;
  /** Ends the making of a backup at once: the reminder stays, since there is no file. */
  cancel(): void;
  /** @throws AppError as `openBackup` does. */
  preview(file: BackupFile): Promise<BackupPreview>;
  /** @returns the restore, for a turn of its own. @throws AppError as `openBackup` does. */
  restore(
    file: BackupFile & { readonly how: Restoring },
  ): Promise<(ports: Ports) => Promise<OpenVault>>;
}

interface BackupTurns {
  /** Runs in a turn. */
  take<T>(act: (ports: Ports) => Promise<T>): Promise<T>;
  /** Runs in a turn and publishes the state. Never rejects. */
  runAndPublish(act: (ports: Ports) => Promise<OpenVault>): Promise<void>;
}

export function backups(
  browser: Pick<Ports, 'session' | 'cipher' | 'now'>,
  { take, runAndPublish }: BackupTurns,
): Backups {
  const making = new Set<AbortController>();
  let last: UnsavedBackup | undefined;
  return {
    async make({ proof, filePassphrase }) {
      const problem = passphraseProblem(filePassphrase);
      if (problem) throw new AppError(problem, 'refused', { field: 'filePassphrase' });
      const cancelling = new AbortController();
      const { signal } = cancelling;
      making.add(cancelling);
      try {
        const made = await take((ports) => backupText(ports, proof));
        signal.throwIfAborted();
        const file = await browser.cipher.encrypt(made.text, filePassphrase, signal);
        await refuseIfLocked(browser, made.locks);
        last = unsaved(made);
        return { file, name: backupName(made.madeAt), madeAt: made.madeAt };
      } finally {
        making.delete(cancelling);
      }
    },

    async saved(madeAt) {
      const made = last;
      if (made?.madeAt !== madeAt) return false;
      last = undefined;
      // If the storage is full, only the reminder stays.
      await runAndPublish((ports) => noteBackup(ports, made));
      return true;
    },

    cancel() {
      for (const each of making) each.abort(new AppError('backup-cancelled', 'by the user'));
    },

    async preview(file) {
      // On first run a vault is made only for a backup that opens.
      if (await take(hasNoVault)) {
        return previewOf(await opened(browser, file), EMPTY_CONTENT, browser.now());
      }
      const { backup, locks } = await openBackup(browser, file);
      return take(async (ports) => {
        await refuseIfLocked(ports, locks);
        const { content } = await openVault(ports);
        return previewOf(backup, content, ports.now());
      });
    },

    async restore({ how, ...file }) {
      const opened = await openBackup(browser, file);
      return (ports) => restoreBackup(ports, opened, how);
    },
  };
}

async function hasNoVault(ports: Ports): Promise<boolean> {
  return (await findCopies(ports)).every(({ state }) => state === 'missing');
}
