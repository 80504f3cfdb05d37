/**
 * The folder a browser keeps its profile in. A temporary folder belongs to one browser and is
 * deleted with it; a given one stays, so that a test can restart the browser on it or search it.
 */
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The browser's last children may still write for a moment after it is gone. */
const THOROUGH = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

/**
 * @typedef {object} BrowserProfile
 * @property {string} dir
 * @property {() => Promise<void>} discard When the browser has ended: has the folder inspected, and
 *   removes it if it is temporary.
 *
 * @typedef {(dir: string) => void} InspectProfile May throw: `discard` rejects then, and removes
 *   the folder all the same.
 */

/**
 * @param {string} [givenDir]
 * @param {InspectProfile} [inspect]
 * @returns {Promise<BrowserProfile>}
 */
export async function openBrowserProfile(givenDir, inspect) {
  if (givenDir !== undefined) {
    return { dir: givenDir, discard: async () => inspect?.(givenDir) };
  }
  const dir = await mkdtemp(join(tmpdir(), 'keybearer-profile-'));
  // Ctrl-C ends the process before any code could await `discard`.
  const discardNow = () => rmSync(dir, THOROUGH);
  process.once('exit', discardNow);
  return {
    dir,
    async discard() {
      process.off('exit', discardNow);
      try {
        // Killed first and closed then, it is discarded twice.
        if (existsSync(dir)) inspect?.(dir);
      } finally {
        await rm(dir, THOROUGH);
      }
    },
  };
}
