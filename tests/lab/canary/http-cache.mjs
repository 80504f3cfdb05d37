/**
 * Bodies in the browsers' HTTP caches whose packing only the response's headers name: brotli has no
 * mark of its own. Other packings have one.
 *
 * Source: net/disk_cache/simple/simple_entry_format.h of Chromium; in Firefox an entry's file begins
 * with the body.
 */

/** `kSimpleInitialMagicNumber`. */
const CHROMIUM_MAGIC = Buffer.from('305c72a71b6dfbfc', 'hex');
const CHROMIUM_HEADER_BYTES = 24;

/** Bodies are in `cache2/entries` and, no longer in use, in `cache2/doomed`. */
const FIREFOX_NAME = /^([0-9A-F]{40}|\d+)$/;

/** The headers are searched, not the body, which is packed. */
const CONTENT_ENCODING = /content-encoding: ?(\w+)/i;

/**
 * @param {string} name The file's name, without its folder.
 * @param {Buffer} file
 * @returns {{ encoding: string, bytes: Buffer } | undefined} The bytes begin where the body does,
 *   and end after it. Undefined if it is no entry, or its body is not packed.
 */
export function bodyOfCacheEntry(name, file) {
  const isChromium = file.subarray(0, CHROMIUM_MAGIC.length).equals(CHROMIUM_MAGIC);
  if (!isChromium && !FIREFOX_NAME.test(name)) return undefined;
  const encoding = CONTENT_ENCODING.exec(file.toString('latin1'))?.[1]?.toLowerCase();
  if (encoding === undefined) return undefined;
  const start = isChromium ? CHROMIUM_HEADER_BYTES + file.readUInt32LE(12) : 0;
  return { encoding, bytes: file.subarray(start) };
}
