/** The answers of nginx and Apache at `nginx.test` and `apache.test`. */
import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {Readonly<Record<string, string>>} ServedFiles Maps a name to the content. */

const OPEN = { 'Access-Control-Allow-Origin': '*' };

/**
 * The first part of an address: the same files are below each, with other headers. `ETag` and
 * `Last-Modified` are the server's own, everywhere.
 */
export const FILE_PLACES = Object.freeze({
  /** The browser itself decides for how long it keeps an answer. */
  plain: OPEN,
  kept: { ...OPEN, 'Cache-Control': 'max-age=3600' },
  vary: { ...OPEN, 'Cache-Control': 'max-age=3600', Vary: 'Authorization' },
  /** Kept, and asked about each time. */
  revalidated: { ...OPEN, 'Cache-Control': 'no-cache' },
});

/** @type {ServedFiles} */
const FILES = {
  'page.html': '<!doctype html><title>A page</title>',
  'data.json': '{ "kept": true }',
  'script.js': 'globalThis.ran = true;',
  'style.css': 'body { color: green }',
  'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>',
};

/** Old, so that a browser that judges by it keeps an answer for days. */
export const LAST_MODIFIED = new Date('2025-01-02T03:04:05Z');

/**
 * @param {string} folder
 * @param {ServedFiles} [files]
 * @returns {Promise<string>} The folder with the files.
 */
export async function writeServed(folder, files = FILES) {
  const served = join(folder, 'served');
  await mkdir(served);
  // A temporary folder is its owner's alone, and the server's workers are another user.
  await chmod(folder, 0o755);
  for (const [name, content] of Object.entries(files)) {
    const path = join(served, name);
    await writeFile(path, content);
    await utimes(path, LAST_MODIFIED, LAST_MODIFIED);
  }
  return served;
}
