/** The sealed vault in `storage.local`, one key, one atomic `set` per commit. */
import type { EnvelopeStore } from '../app/ports';
import { AppError } from '../domain/errors';
import { browser } from './extension-api';

const KEY = 'vault';

export const envelopeStore: EnvelopeStore = {
  async read() {
    const { [KEY]: text } = await browser.storage.local.get(KEY);
    if (text === undefined) return undefined;
    // Something else under our key is damage, not absence: it must not be taken for a first run.
    return typeof text === 'string' ? text : JSON.stringify(text);
  },

  async write(text) {
    try {
      await browser.storage.local.set({ [KEY]: text });
    } catch (cause) {
      throw new AppError('storage-failed', 'storage.local refused the vault', { cause });
    }
  },
};
