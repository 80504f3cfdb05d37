/**
 * The records of an SQLite database and of its write-ahead log, put together from the pages they
 * overflow to. Every page of the file is read, whether it still belongs to a table or not.
 *
 * Source: "Database File Format", sqlite.org/fileformat2.html. A rollback journal (`-journal`) is
 * not read here: it is gone after each transaction.
 */

const DATABASE_MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const DATABASE_HEADER_BYTES = 100;
/** The last bit says the byte order of the checksums. */
const LOG_MAGIC = 0x377f0682;
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

const INDEX_INTERIOR = 0x02;
const INDEX_LEAF = 0x0a;
const TABLE_LEAF = 0x0d;

/** @typedef {(number: number) => Buffer | undefined} ReadPage Pages are numbered from one. */

/**
 * @typedef {object} SqliteRecord
 * @property {Buffer} bytes The record as if it fitted in its page.
 * @property {boolean} overflows Whether it does not.
 * @property {readonly Buffer[]} values Its texts and blobs.
 */

/** @param {Buffer} file */
export function isSqlite(file) {
  return file.subarray(0, DATABASE_MAGIC.length).equals(DATABASE_MAGIC) && file.length >= 512;
}

/** @param {Buffer} file */
export function isSqliteLog(file) {
  return file.length >= LOG_HEADER_BYTES && (file.readUInt32BE(0) & ~1) >>> 0 === LOG_MAGIC;
}

/**
 * @param {Buffer} file
 * @returns {Generator<SqliteRecord>}
 */
export function* readSqlite(file) {
  const size = pageSizeOf(file.readUInt16BE(16));
  const usable = size - (file[20] ?? 0);
  const pages = pagesOf(file, size);
  for (let number = 1; number <= file.length / size; number += 1) {
    yield* recordsOf(pages, number, usable);
  }
}

/**
 * The records as they were after each transaction that the log still has.
 *
 * @param {Buffer} log
 * @param {Buffer} file The database, which has the pages that the log does not.
 * @returns {Generator<SqliteRecord>}
 */
export function* readSqliteLog(log, file) {
  const size = pageSizeOf(log.readUInt32BE(8));
  const usable = size - (file[20] ?? 0);
  const before = pagesOf(file, size);
  /** @type {Map<number, Buffer>} */
  const written = new Map();
  /** @type {Set<number>} */
  let changed = new Set();
  const step = FRAME_HEADER_BYTES + size;
  for (let at = LOG_HEADER_BYTES; at + step <= log.length; at += step) {
    const number = log.readUInt32BE(at);
    written.set(number, log.subarray(at + FRAME_HEADER_BYTES, at + step));
    changed.add(number);
    const isCommit = log.readUInt32BE(at + 4) !== 0;
    const isLast = at + 2 * step > log.length;
    if (!isCommit && !isLast) continue;
    for (const page of changed) {
      yield* recordsOf((wanted) => written.get(wanted) ?? before(wanted), page, usable);
    }
    changed = new Set();
  }
}

/** @param {number} written 65,536 does not fit in 16 bits and is written as 1. */
function pageSizeOf(written) {
  return written === 1 ? 0x10000 : Math.max(written, 512);
}

/**
 * @param {Buffer} file
 * @param {number} size
 * @returns {ReadPage}
 */
function pagesOf(file, size) {
  return (number) => {
    const page = file.subarray((number - 1) * size, number * size);
    return page.length === size ? page : undefined;
  };
}

/**
 * @param {ReadPage} pages
 * @param {number} number
 * @param {number} usable Bytes of a page.
 * @returns {Generator<SqliteRecord>}
 */
function* recordsOf(pages, number, usable) {
  const page = pages(number);
  if (page === undefined) return;
  const start = number === 1 ? DATABASE_HEADER_BYTES : 0;
  const type = page[start] ?? 0;
  if (type !== TABLE_LEAF && type !== INDEX_LEAF && type !== INDEX_INTERIOR) return;
  const cells = page.readUInt16BE(start + 3);
  const pointers = start + (type === INDEX_INTERIOR ? 12 : 8);
  if (pointers + 2 * cells > page.length) return;
  for (let cell = 0; cell < cells; cell += 1) {
    const record = readCell(pages, page, page.readUInt16BE(pointers + 2 * cell), type, usable);
    if (record !== undefined) yield record;
  }
}

/**
 * @param {ReadPage} pages
 * @param {Buffer} page
 * @param {number} at
 * @param {number} type
 * @param {number} usable
 * @returns {SqliteRecord | undefined}
 */
function readCell(pages, page, at, type, usable) {
  const length = readVarint(page, at + (type === INDEX_INTERIOR ? 4 : 0));
  const start = type === TABLE_LEAF ? readVarint(page, length.next).next : length.next;
  const most = type === TABLE_LEAF ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  const overflows = length.value > most;
  const local = overflows ? localBytes(length.value, most, usable) : length.value;
  const parts = [page.subarray(start, start + local)];
  if (overflows) {
    let missing = length.value - local;
    let next = start + local + 4 <= page.length ? page.readUInt32BE(start + local) : 0;
    // A page that is no longer in use may lead in circles.
    for (const seen = new Set([0]); missing > 0 && !seen.has(next); ) {
      seen.add(next);
      const more = pages(next);
      if (more === undefined) break;
      parts.push(more.subarray(4, 4 + Math.min(missing, usable - 4)));
      missing -= usable - 4;
      next = more.readUInt32BE(0);
    }
  }
  const bytes = Buffer.concat(parts);
  return { bytes, overflows, values: valuesOf(bytes) };
}

/**
 * How much of a record that overflows stays in its own page.
 *
 * @param {number} length
 * @param {number} most
 * @param {number} usable
 */
function localBytes(length, most, usable) {
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  return wanted <= most ? wanted : least;
}

/** Bytes of a value by its serial type, of those that are numbers. */
const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

/** @param {Buffer} record */
function valuesOf(record) {
  const header = readVarint(record, 0);
  const values = [];
  let at = header.value;
  for (let next = header.next; next < header.value && next < record.length; ) {
    const type = readVarint(record, next);
    const length = NUMBER_BYTES[type.value] ?? Math.floor((type.value - 12) / 2);
    if (type.value >= 12) values.push(record.subarray(at, at + length));
    at += length;
    next = type.next;
  }
  return values;
}

/**
 * SQLite's own: most significant bits first, nine bytes at most. Lengths take far less than the
 * 53 bits a number holds exactly.
 *
 * @param {Buffer} bytes
 * @param {number} start
 */
function readVarint(bytes, start) {
  let value = 0;
  let next = start;
  for (let count = 1; count <= 9; count += 1) {
    const byte = bytes[next] ?? 0;
    next += 1;
    if (count === 9) return { value: value * 256 + byte, next };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) break;
  }
  return { value, next };
}
