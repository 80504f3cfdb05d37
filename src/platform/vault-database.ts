/** The second copy of the sealed vault, in IndexedDB: other files than those of `storage.local`. */
import type { StoredVault, VaultCopy } from '../app/ports';
import { AppError } from '../domain/errors';

const DATABASE = 'vault';
const STORE = 'copies';
const KEY = 'latest';

export const vaultDatabase: VaultCopy = {
  place: 'database',

  async read() {
    const stored = await inDatabase('readonly', (store) => store.get(KEY));
    return isRecord(stored)
      ? { current: asText(stored.current), before: asText(stored.before) }
      : { current: asText(stored) };
  },

  async write(stored: StoredVault) {
    try {
      await inDatabase('readwrite', (store) => store.put(stored, KEY));
    } catch (cause) {
      throw new AppError('storage-failed', 'IndexedDB refused the vault', { cause });
    }
  },
};

/** Runs one request in its own transaction and resolves once that is on the disk. */
async function inDatabase(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      const request = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function isRecord(stored: unknown): stored is Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null;
}

/** A value that is not text is damage, as in `vault-storage.ts`. */
function asText(stored: unknown): string | undefined {
  if (stored === undefined || stored === null) return undefined;
  return typeof stored === 'string' ? stored : JSON.stringify(stored);
}
