/**
 * Decodes snappy: blocks of LevelDB's tables, values in Firefox's databases, and in frames
 * Firefox's larger values and its Cache API.
 *
 * Source: format_description.txt and framing_format.txt of google/snappy. Checksums are not
 * checked: the content of a damaged file matters too.
 */
import { copyBack } from './back-references.mjs';
import { readVarint } from './varint.mjs';

/** No value in a profile is larger; random bytes would else ask for gigabytes. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/** A copy of 64 bytes takes three. */
const BEST_RATIO = 22;

/**
 * @param {Buffer} bytes One block, nothing after it.
 * @returns {Buffer | undefined} Undefined if it is none.
 */
export function decodeSnappy(bytes) {
  const { value: length, next: start } = readVarint(bytes, 0);
  // Negated, so that NaN is refused as well.
  if (!(length <= LARGEST_BYTES && length <= bytes.length * BEST_RATIO)) return undefined;
  const decoded = Buffer.alloc(length);
  let at = 0;
  for (let next = start; next < bytes.length; ) {
    const tag = bytes[next] ?? 0;
    next += 1;
    if ((tag & 3) === 0) {
      let size = tag >> 2;
      if (size >= 60) {
        const width = size - 59;
        if (next + width > bytes.length) return undefined;
        size = bytes.readUIntLE(next, width);
        next += width;
      }
      size += 1;
      if (next + size > bytes.length || at + size > length) return undefined;
      bytes.copy(decoded, at, next, next + size);
      at += size;
      next += size;
      continue;
    }
    const width = [0, 1, 2, 4][tag & 3] ?? 0;
    if (next + width > bytes.length) return undefined;
    const isShort = width === 1;
    const size = isShort ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = bytes.readUIntLE(next, width) + (isShort ? (tag >> 5) << 8 : 0);
    if (!copyBack(decoded, at, offset, size)) return undefined;
    at += size;
    next += width;
  }
  return at === length ? decoded : undefined;
}

/** The chunk every stream of frames begins with. */
export const SNAPPY_FRAMES_MAGIC = Buffer.from('ff060000734e61507059', 'hex');

const COMPRESSED = 0;
const UNCOMPRESSED = 1;
const CHECKSUM_BYTES = 4;

/**
 * @param {Buffer} bytes
 * @returns {Buffer} The content of the complete chunks.
 */
export function decodeSnappyFrames(bytes) {
  const parts = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUIntLE(at + 1, 3);
    const content = bytes.subarray(at + 4 + CHECKSUM_BYTES, end);
    if (bytes[at] === UNCOMPRESSED) parts.push(content);
    if (bytes[at] === COMPRESSED) parts.push(decodeSnappy(content) ?? Buffer.alloc(0));
    at = end;
  }
  return Buffer.concat(parts);
}
