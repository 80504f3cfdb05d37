/** The common part of LZ4 and snappy: copies of recently written bytes. */

/**
 * @param {Buffer} into
 * @param {number} at
 * @param {number} offset How far before it lies what is copied; may be less than `length`, and then
 *   repeats.
 * @param {number} length
 * @returns {boolean} Whether both lie within what is there.
 */
export function copyBack(into, at, offset, length) {
  if (offset === 0 || offset > at || at + length > into.length) return false;
  // Byte by byte: a byte written here may be read again here.
  for (let end = at + length, to = at; to < end; to += 1) into[to] = into[to - offset] ?? 0;
  return true;
}
