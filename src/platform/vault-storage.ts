/** The first copy of the sealed vault: `storage.local`, both parts in one atomic `set`. */
import type { VaultCopy } from '../app/ports';
import { AppError } from '../domain/errors';
import { browser } from './extension-api';

const CURRENT = 'vault';
const BEFORE = 'vaultBefore';

export const vaultStorage: VaultCopy = {
  place: 'storage',

  async read() {
    const stored = await browser.storage.local.get([CURRENT, BEFORE]);
    return { current: asText(stored[CURRENT]), before: asText(stored[BEFORE]) };
  },

  async write({ current = null, before = null }) {
    try {
      // Null instead of a removal: one call is atomic, two are not.
      await browser.storage.local.set({ [CURRENT]: current, [BEFORE]: before });
    } catch (cause) {
      throw new AppError('storage-failed', 'storage.local refused the vault', { cause });
    }
  },
};

/** A value that is not text is damage, not absence: it must not look like a first run. */
function asText(stored: unknown): string | undefined {
  if (stored === undefined || stored === null) return undefined;
  return typeof stored === 'string' ? stored : JSON.stringify(stored);
}
