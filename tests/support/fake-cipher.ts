/** The cipher of backups without its key derivation. Its files only look closed. */
import type { BackupCipher } from '../../src/app/ports';
import { AppError } from '../../src/domain/errors';

const MAGIC = 'fake-age ';

/** @param held - What an answer waits for. */
export function fakeCipher(held: () => Promise<void> | undefined): BackupCipher {
  const running = new Set<(reason: AppError) => void>();

  async function run<T>(answer: () => T, signal?: AbortSignal): Promise<T> {
    let drop: (reason: AppError) => void = () => {};
    const dropped = new Promise<never>((_, reject) => {
      drop = reject;
    });
    signal?.addEventListener('abort', () => drop(signal.reason));
    running.add(drop);
    try {
      await Promise.race([held(), dropped]);
      return answer();
    } finally {
      running.delete(drop);
    }
  }

  return {
    encrypt: (text, passphrase, signal) =>
      run(() => `${MAGIC}${JSON.stringify({ text, passphrase })}`, signal),
    decrypt: (file, passphrase) =>
      run(() => {
        if (!file.startsWith(MAGIC)) throw new AppError('backup-foreign', 'not a file of the fake');
        // Cast: written above.
        const opened = JSON.parse(file.slice(MAGIC.length)) as { text: string; passphrase: string };
        if (opened.passphrase === passphrase) return opened.text;
        throw new AppError('backup-wrong-passphrase', 'another one', { field: 'filePassphrase' });
      }),
    end() {
      for (const drop of running) drop(new AppError('locked-meanwhile', 'a lock began'));
    },
  };
}
