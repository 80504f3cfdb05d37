/**
 * The contents of LevelDB's files, as Chromium keeps them for `storage.local` and much else.
 *
 * Source: doc/table_format.md and doc/log_format.md of google/leveldb.
 */
import { decodeSnappy } from './snappy.mjs';
import { readVarint } from './varint.mjs';

const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex');
const FOOTER_BYTES = 48;
const SNAPPY = 1;

/** @param {Buffer} file */
export function isLevelTable(file) {
  return file.length >= FOOTER_BYTES && file.subarray(-TABLE_MAGIC.length).equals(TABLE_MAGIC);
}

/**
 * @param {Buffer} file
 * @returns {Generator<Buffer>} Each block without its compression, and each key and value. Keys are
 *   stored without the prefix shared with the one before, so in the block they may be incomplete.
 */
export function* readLevelTable(file) {
  const footer = file.subarray(-FOOTER_BYTES);
  const meta = readHandle(footer, 0);
  const index = readHandle(footer, meta.next);
  for (const { value } of entriesOf(readBlock(file, index))) {
    const block = readBlock(file, readHandle(value, 0));
    yield block;
    for (const entry of entriesOf(block)) {
      yield entry.key;
      yield entry.value;
    }
  }
}

/** @typedef {{ offset: number, size: number, next: number }} Handle */

/**
 * @param {Buffer} bytes
 * @param {number} at
 * @returns {Handle}
 */
function readHandle(bytes, at) {
  const offset = readVarint(bytes, at);
  const size = readVarint(bytes, offset.next);
  return { offset: offset.value, size: size.value, next: size.next };
}

/**
 * @param {Buffer} file
 * @param {Handle} handle
 */
function readBlock(file, { offset, size }) {
  const content = file.subarray(offset, offset + size);
  return (file[offset + size] === SNAPPY ? decodeSnappy(content) : content) ?? Buffer.alloc(0);
}

/** @param {Buffer} block */
function* entriesOf(block) {
  if (block.length < 4) return;
  const restarts = block.readUInt32LE(block.length - 4);
  const end = block.length - 4 - 4 * restarts;
  let key = Buffer.alloc(0);
  for (let at = 0; at < end; ) {
    const shared = readVarint(block, at);
    const unshared = readVarint(block, shared.next);
    const size = readVarint(block, unshared.next);
    const keyEnd = size.next + unshared.value;
    // Negated, so that a block without an end ends here.
    if (!(keyEnd + size.value <= end)) return;
    key = Buffer.concat([key.subarray(0, shared.value), block.subarray(size.next, keyEnd)]);
    at = keyEnd + size.value;
    yield { key, value: block.subarray(keyEnd, at) };
  }
}

const LOG_BLOCK_BYTES = 32 * 1024;
const LOG_HEADER_BYTES = 7;
const FULL = 1;
const FIRST = 2;
const LAST = 4;

/**
 * @param {Buffer} file A `.log`, or a `MANIFEST-`.
 * @returns {Generator<Buffer>} The records that lie in several pieces; the others are in the file
 *   as they are. The last one may have lost its end.
 */
export function* readSplitRecords(file) {
  /** @type {Buffer[]} */
  let pieces = [];
  for (let at = 0; at + LOG_HEADER_BYTES <= file.length; ) {
    const room = LOG_BLOCK_BYTES - (at % LOG_BLOCK_BYTES);
    if (room < LOG_HEADER_BYTES) {
      at += room;
      continue;
    }
    const type = file[at + 6] ?? 0;
    const start = at + LOG_HEADER_BYTES;
    at = start + file.readUInt16LE(at + 4);
    if (type < FULL || type > LAST) return;
    if (type === FIRST || type === FULL) pieces = [];
    pieces.push(file.subarray(start, at));
    if (type === LAST) yield Buffer.concat(pieces);
    if (type === FULL || type === LAST) pieces = [];
  }
  if (pieces.length > 1) yield Buffer.concat(pieces);
}
