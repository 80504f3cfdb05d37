/**
 * Looks for canaries in all that a browser has written to its profile folder: as they are, in other
 * encodings, and within packed parts. It may run while the browser does.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { decodedFrom } from './decoded.mjs';
import { createSearch } from './search.mjs';
import { spellingsOf } from './spellings.mjs';

/** @typedef {Readonly<Record<string, string | Buffer>>} Canaries Name → secret. */

/**
 * @typedef {object} Hit
 * @property {string} file Path from the profile's folder.
 * @property {string} canary Its name: a report must not spread the secret.
 * @property {string} encoding
 * @property {string} how `as it is`, or the packings around it.
 */

/**
 * @param {string} dir
 * @param {Canaries} canaries
 * @param {RegExp} [files] Paths from the profile's folder; absent: every file.
 * @returns {Hit[]} Each combination once.
 */
export function scanProfile(dir, canaries, files = /./) {
  const spellings = Object.entries(canaries).flatMap(([canary, secret]) =>
    spellingsOf(secret, canary).map((spelling) => ({ canary, ...spelling })),
  );
  const search = createSearch(spellings.map(({ bytes }) => bytes));

  /** @type {Map<string, Hit>} */
  const hits = new Map();
  for (const path of filesIn(dir).filter((each) => files.test(relative(dir, each)))) {
    const bytes = readIfThere(path);
    const database = () => readIfThere(path.replace(/-wal$/, ''));
    look('as it is', bytes);
    for (const layer of decodedFrom({ name: basename(path), bytes, database })) {
      look(layer.how, layer.bytes);
    }

    /**
     * @param {string} how
     * @param {Buffer} where
     */
    function look(how, where) {
      for (const number of search(where)) {
        const { canary = '', encoding = '' } = spellings[number] ?? {};
        const hit = { file: relative(dir, path), canary, encoding, how };
        hits.set(JSON.stringify(hit), hit);
      }
    }
  }
  return [...hits.values()];
}

/** @param {string} dir */
function filesIn(dir) {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A running browser removes files at any time. @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** @param {Hit} hit */
export function describeHit({ file, canary, encoding, how }) {
  return `${canary} in ${file}, ${encoding}, ${how}`;
}
