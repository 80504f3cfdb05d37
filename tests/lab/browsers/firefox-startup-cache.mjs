/**
 * Firefox's parsed copy of its own code, which it keeps in each profile. It takes a quarter of the work
 * of a first start; the next profile of this process begins with the copy. It holds no personal data,
 * and the files about add-ons, the hosts allowed to them among these, stay where they were.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Without the second file Firefox takes the profile for a new version's, and deletes the first. */
const PARTS = ['startupCache', 'compatibility.ini'];

/** The file on add-ons, with their permissions: copied, it would grant another profile's hosts. */
const OF_ADD_ONS = 'webext.sc.lz4';

/** @type {string | undefined} */
let kept;

/**
 * Before the start.
 *
 * @param {string} profileDir
 */
export async function bringStartupCache(profileDir) {
  if (kept !== undefined) await copyParts(kept, profileDir);
}

/**
 * After the end, unless there is one already.
 *
 * @param {string} profileDir
 */
export async function keepStartupCache(profileDir) {
  // Written when Firefox ends, or has nothing else to do: not if it was killed.
  if (kept !== undefined || PARTS.some((part) => !existsSync(join(profileDir, part)))) return;
  const dir = mkdtempSync(join(tmpdir(), 'keybearer-firefox-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  await copyParts(profileDir, dir);
  kept = dir;
}

/**
 * @param {string} from
 * @param {string} to The target folder, whose existing files stay.
 */
async function copyParts(from, to) {
  for (const part of PARTS) {
    await cp(join(from, part), join(to, part), {
      recursive: true,
      force: false,
      filter: (file) => basename(file) !== OF_ADD_ONS,
    });
  }
}
