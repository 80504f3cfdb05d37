/** Reads and replaces the two stored copies of the vault from outside of the product. */

/**
 * @typedef {import('../browsers/lab-page.mjs').LabBrowser} LabBrowser
 *
 * @typedef {object} StoredCopy
 * @property {unknown} [current]
 * @property {unknown} [before]
 */

/**
 * Reads both copies; `unreadable` for a place that the browser cannot read.
 *
 * @param {Pick<LabBrowser, 'inBackground'>} browser
 * @returns {Promise<{ storage: StoredCopy, database: StoredCopy }>}
 */
export function readCopies(browser) {
  return browser.inBackground(async () => {
    /** @param {Promise<StoredCopy>} reading */
    const orUnreadable = (reading) => reading.catch(() => ({ current: 'unreadable' }));
    const inStorage = async () => {
      const { vault, vaultBefore } = await chrome.storage.local.get();
      return {
        ...(vault != null && { current: vault }),
        ...(vaultBefore != null && { before: vaultBefore }),
      };
    };
    const inDatabase = async () => {
      const opening = indexedDB.open('vault', 1);
      await new Promise((resolve, reject) => {
        opening.onsuccess = resolve;
        opening.onerror = () => reject(opening.error);
      });
      const reading = opening.result.transaction('copies').objectStore('copies').get('latest');
      await new Promise((resolve, reject) => {
        reading.onsuccess = resolve;
        reading.onerror = () => reject(reading.error);
      });
      opening.result.close();
      return reading.result ?? {};
    };
    return { storage: await orUnreadable(inStorage()), database: await orUnreadable(inDatabase()) };
  });
}

/**
 * Replaces both copies.
 *
 * @param {Pick<LabBrowser, 'inBackground'>} browser
 * @param {StoredCopy} storage
 * @param {StoredCopy} database
 */
export async function storeCopies(browser, storage, database) {
  await browser.inBackground(
    async (first, second) => {
      const { current = null, before = null } = first;
      await chrome.storage.local.set({ vault: current, vaultBefore: before });
      const opening = indexedDB.open('vault', 1);
      await new Promise((resolve, reject) => {
        opening.onsuccess = resolve;
        opening.onerror = () => reject(opening.error);
      });
      const writing = opening.result.transaction('copies', 'readwrite');
      writing.objectStore('copies').put(second, 'latest');
      await new Promise((resolve, reject) => {
        writing.oncomplete = resolve;
        writing.onerror = () => reject(writing.error);
      });
      opening.result.close();
    },
    storage,
    database,
  );
}
