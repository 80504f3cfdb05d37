/**
 * The bytes of a file, unpacked layer by layer: a table of LevelDB holds
 * snappy blocks, a value in one of them may be snappy again.
 */
import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import { bodyOfCacheEntry } from './http-cache.mjs';
import { isLevelTable, readLevelTable, readSplitRecords } from './leveldb.mjs';
import { decodeMozLz4 } from './lz4.mjs';
import { decodeSnappy, decodeSnappyFrames, SNAPPY_FRAMES_MAGIC } from './snappy.mjs';
import { isSqlite, isSqliteLog, readSqlite, readSqliteLog } from './sqlite.mjs';

/**
 * @typedef {object} Layer
 * @property {string} how For example `sqlite > snappy`.
 * @property {Buffer} bytes
 */

/**
 * @typedef {object} OpenFile
 * @property {string} name Without its folder.
 * @property {Buffer} bytes
 * @property {() => Buffer} database The database of a write-ahead log.
 */

/**
 * @param {OpenFile} file
 * @returns {Generator<Layer>} The layers that are not in the file as they are.
 */
export function* decodedFrom({ name, bytes, database }) {
  if (isSqliteLog(bytes)) yield* recordLayers('wal', readSqliteLog(bytes, database()));
  if (isSqlite(bytes)) yield* recordLayers('sqlite', readSqlite(bytes));
  if (isLevelTable(bytes)) {
    for (const part of readLevelTable(bytes)) yield* within('leveldb', part);
  }
  if (/^\d{6}\.log$|^MANIFEST-/.test(name)) {
    for (const record of readSplitRecords(bytes)) yield* within('leveldb log', record);
  }
  const body = bodyOfCacheEntry(name, bytes);
  if (body?.encoding === 'br') {
    yield* layer('brotli', () => brotliDecompressSync(body.bytes, PATIENT_BROTLI));
  }
  yield* unpacked(bytes);
}

/**
 * @param {string} how
 * @param {Iterable<import('./sqlite.mjs').SqliteRecord>} records
 */
function* recordLayers(how, records) {
  for (const { bytes, overflows, values } of records) {
    if (overflows) yield { how, bytes };
    for (const value of values) {
      yield* prefixed(
        how,
        layer('snappy', () => decodeSnappy(value)),
      );
      yield* prefixed(how, startsPacked(value));
      if (overflows) yield* prefixed(how, unpacked(value));
    }
  }
}

/**
 * @param {string} how
 * @param {Buffer} bytes
 * @returns {Generator<Layer>}
 */
function* within(how, bytes) {
  yield { how, bytes };
  yield* prefixed(how, unpacked(bytes));
}

/**
 * @param {string} how
 * @param {Iterable<Layer>} layers
 */
function* prefixed(how, layers) {
  for (const { how: further, bytes } of layers) yield { how: `${how} > ${further}`, bytes };
}

const GZIP_MAGIC = Buffer.from('1f8b08', 'hex');

/**
 * How Chromium marks a value of IndexedDB that it has compressed.
 *
 * Source: idb_value_wrapping.cc of Blink.
 */
const BLINK_SNAPPY_MAGIC = Buffer.from('ff1102', 'hex');

/** Half of something is better than nothing: a file may be cut off, or go on with other things. */
const PATIENT = { finishFlush: constants.Z_SYNC_FLUSH };
const PATIENT_BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

/**
 * Finds packed parts by their own mark, at any offset.
 *
 * @param {Buffer} bytes
 * @returns {Generator<Layer>}
 */
function* unpacked(bytes) {
  yield* layer('mozLz4', () => decodeMozLz4(bytes));
  if (bytes.subarray(0, SNAPPY_FRAMES_MAGIC.length).equals(SNAPPY_FRAMES_MAGIC)) {
    yield* layer('snappy frames', () => decodeSnappyFrames(bytes));
  }
  for (const at of placesOf(GZIP_MAGIC, bytes)) {
    yield* layer('gzip', () => gunzipSync(bytes.subarray(at), PATIENT));
  }
  for (const at of placesOf(BLINK_SNAPPY_MAGIC, bytes)) {
    yield* layer('snappy', () => decodeSnappy(bytes.subarray(at + BLINK_SNAPPY_MAGIC.length)));
  }
  yield* startsPacked(bytes);
}

/**
 * Unpacks zlib only at the start: elsewhere its two bytes of header would be found by chance.
 *
 * @param {Buffer} bytes
 */
function* startsPacked(bytes) {
  const isZlib =
    bytes.length > 6 && ((bytes[0] ?? 0) & 15) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  if (isZlib) yield* layer('zlib', () => inflateSync(bytes, PATIENT));
}

/**
 * @param {string} how
 * @param {() => Buffer | undefined} decode
 * @returns {Generator<Layer>}
 */
function* layer(how, decode) {
  const bytes = attempt(decode);
  if (bytes !== undefined && bytes.length > 0) yield { how, bytes };
}

/** @param {() => Buffer | undefined} decode */
function attempt(decode) {
  try {
    return decode();
  } catch {
    // The bytes only looked like this packing.
    return undefined;
  }
}

/**
 * @param {Buffer} magic
 * @param {Buffer} bytes
 */
function* placesOf(magic, bytes) {
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) yield at;
}
