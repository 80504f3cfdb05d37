/**
 * Decodes LZ4 blocks, and the two kinds of file Firefox makes of one: `.jsonlz4`, and the startup
 * file of its add-ons.
 *
 * Source: lz4_Block_format.md of lz4/lz4; for the files, toolkit/components/lz4/lz4.js and
 * toolkit/mozapps/extensions/AddonManagerStartup.cpp of Firefox.
 */
import { copyBack } from './back-references.mjs';

/** Followed by the length of the content, 32 bits. */
const FILE_MAGICS = ['mozLz40\0', 'mozJSSCLz40v001\0'].map((magic) => Buffer.from(magic, 'latin1'));

/** A length byte of 255 stands for 255 bytes, so no block grows by more. */
const BEST_RATIO = 255;

/**
 * @param {Buffer} bytes
 * @param {number} length The length of the content.
 * @returns {Buffer | undefined} Undefined if it is none.
 */
export function decodeLz4Block(bytes, length) {
  if (length > (bytes.length + 1) * BEST_RATIO) return undefined;
  const decoded = Buffer.alloc(length);
  let at = 0;
  let next = 0;

  /** @param {number} nibble */
  function readLength(nibble) {
    let size = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; next += 1) {
      byte = bytes[next] ?? 0;
      size += byte;
    }
    return size;
  }

  while (next < bytes.length) {
    const token = bytes[next] ?? 0;
    next += 1;
    const literals = readLength(token >> 4);
    if (next + literals > bytes.length || at + literals > length) return undefined;
    bytes.copy(decoded, at, next, next + literals);
    at += literals;
    next += literals;
    // The last sequence has no match.
    if (next >= bytes.length) break;
    if (next + 2 > bytes.length) return undefined;
    const offset = bytes.readUInt16LE(next);
    next += 2;
    const size = readLength(token & 15) + 4;
    if (!copyBack(decoded, at, offset, size)) return undefined;
    at += size;
  }
  return at === length ? decoded : undefined;
}

/**
 * @param {Buffer} file
 * @returns {Buffer | undefined} Undefined if it is none.
 */
export function decodeMozLz4(file) {
  const magic = FILE_MAGICS.find((each) => file.subarray(0, each.length).equals(each));
  if (magic === undefined || file.length < magic.length + 4) return undefined;
  return decodeLz4Block(file.subarray(magic.length + 4), file.readUInt32LE(magic.length));
}
