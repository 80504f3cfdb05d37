/** Numbers of seven bits to a byte, the least significant ones first: LevelDB's and snappy's. */

/**
 * @param {Buffer} bytes
 * @param {number} start
 * @returns {{ value: number, next: number }} `next` is where the number ends; NaN if it never does.
 */
export function readVarint(bytes, start) {
  let value = 0;
  for (let next = start, factor = 1; next < start + 10; next += 1, factor *= 128) {
    const byte = bytes[next];
    if (byte === undefined) break;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, next: next + 1 };
  }
  return { value: Number.NaN, next: Number.NaN };
}
