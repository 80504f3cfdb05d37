/**
 * The scanner finds a canary in each place that it claims to search. tests/e2e/disk.test.ts tests the
 * files of real browsers.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanProfile } from './scan-profile.mjs';

const CANARY = 'canary-across-two-pages';
const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

/** @type {string} */
let dir;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keybearer-canary-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

/**
 * @param {string} path
 * @param {Buffer | string} content
 */
function write(path, content) {
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** @param {string} [canary] */
function found(canary = CANARY) {
  return scanProfile(dir, { it: canary });
}

/** Each packing in which a secret is planted, beside the plain bytes. */
function unpackedFrom() {
  return found().map(({ how }) => how);
}

const around = (/** @type {Buffer} */ bytes) =>
  Buffer.concat([Buffer.from([0xff, 0]), bytes, Buffer.from([0, 0xff])]);

describe('scanProfile', () => {
  it('finds nothing where nothing is', () => {
    write('a/b', CANARY.slice(1));
    write('c', '');

    expect(found()).toEqual([]);
  });

  it('looks only into the files that are asked for', () => {
    write('Sessions/Session_1', CANARY);
    write('History', CANARY);

    expect(scanProfile(dir, { it: CANARY }, /Sessions/).map(({ file }) => file)).toEqual([
      join('Sessions', 'Session_1'),
    ]);
  });

  it('names file and canary, never the secret', () => {
    write('a/b', `x${CANARY}x`);

    const hits = found();

    expect(hits).toEqual([
      { file: join('a', 'b'), canary: 'it', encoding: 'utf8', how: 'as it is' },
    ]);
  });

  it.each(
    ['sha256', 'sha1', 'md5'].flatMap((algorithm) =>
      ['', '\n'].flatMap((after) => {
        const digest = createHash(algorithm).update(`${CANARY}${after}`).digest();
        const name = `${algorithm}${after && ' with a line feed'}`;
        const hex = digest.toString('hex');
        return /** @type {const} */ ([
          [name, 'its bytes', digest],
          [name, 'hex', Buffer.from(hex)],
          [name, 'HEX in utf16', Buffer.from(hex.toUpperCase(), 'utf16le')],
          [name, 'base64', Buffer.from(digest.toString('base64'))],
          [name, 'base64url in utf16', Buffer.from(digest.toString('base64url'), 'utf16le')],
        ]);
      }),
    ),
  )('finds %s of it, as %s', (name, _, bytes) => {
    write('digest', around(bytes));

    expect(found().map(({ encoding }) => encoding)).toContain(name);
  });

  it.each([
    ['utf8', Buffer.from(CANARY)],
    ['utf8 in utf16le', Buffer.from(CANARY, 'utf16le')],
    ['utf8 in utf16be', Buffer.from(CANARY, 'utf16le').swap16()],
    ['hex', Buffer.from(Buffer.from(CANARY).toString('hex'))],
    ['HEX', Buffer.from(Buffer.from(CANARY).toString('hex').toUpperCase())],
    ['base64', Buffer.from(Buffer.from(`${CANARY}z`).toString('base64'))],
    ['base64', Buffer.from(Buffer.from(`a${CANARY}z`).toString('base64'))],
    ['base64', Buffer.from(Buffer.from(`ab${CANARY}z`).toString('base64'))],
    ['base64 in utf16le', Buffer.from(Buffer.from(`a${CANARY}`).toString('base64'), 'utf16le')],
  ])('finds %s', (encoding, bytes) => {
    write('file', around(bytes));

    expect(found().map((hit) => hit.encoding)).toContain(encoding);
  });

  it('finds what the alphabets, JSON, percent signs and Latin-1 spell differently', () => {
    const secret = 'sécret-"??>>~~ÿÿÿ';
    const utf8 = Buffer.from(secret);
    write('base64url', utf8.toString('base64url'));
    write('json', JSON.stringify(secret));
    write('percent', encodeURIComponent(secret));
    write('latin1', Buffer.from(secret, 'latin1'));

    const files = found(secret).map(({ file }) => file);

    expect(files.toSorted()).toEqual(['base64url', 'json', 'latin1', 'percent']);
  });

  it('refuses a canary that chance would find', () => {
    expect(() => found('secret')).toThrow('found by chance');
  });

  it('follows a value over the pages of a database', () => {
    copyFileSync(join(FIXTURES, 'overflow.sqlite'), join(dir, 'overflow.sqlite'));

    expect(unpackedFrom()).toEqual(['sqlite']);
  });

  it('follows a value over the pages of a write-ahead log', () => {
    for (const name of ['logged.sqlite', 'logged.sqlite-wal']) {
      copyFileSync(join(FIXTURES, name), join(dir, name));
    }

    expect(found()).toMatchObject([{ file: 'logged.sqlite-wal', how: 'wal' }]);
  });

  it('is not led in circles by a page that points to itself', () => {
    const database = readFileSync(join(FIXTURES, 'overflow.sqlite'));
    database.writeUInt32BE(3, 2 * 512);
    write('circle.sqlite', database);

    expect(unpackedFrom()).toEqual([]);
  });

  it('unpacks the blocks of a LevelDB table, and completes its keys', () => {
    const block = blockOf([
      { shared: 0, key: 'canary-across', value: 'x' },
      { shared: 13, key: '-two-pages', value: 'y' },
    ]);
    write('000005.ldb', tableOf(block));

    expect(unpackedFrom()).toEqual(['leveldb']);

    write('000005.ldb', tableOf(blockOf([{ shared: 0, key: 'k', value: CANARY }])));

    expect(unpackedFrom()).toEqual(['leveldb']);
  });

  it('puts together a record of a LevelDB log that lies in two blocks', () => {
    const pieces = [CANARY.slice(0, 9), CANARY.slice(9)];
    const filler = Buffer.alloc(32_768 - 2 * 7 - 9);
    write(
      '000003.log',
      Buffer.concat([
        logPiece(1, filler),
        logPiece(2, Buffer.from(pieces[0] ?? '')),
        logPiece(4, Buffer.from(pieces[1] ?? '')),
      ]),
    );

    expect(unpackedFrom()).toEqual(['leveldb log']);
  });

  it('unpacks snappy, mozLz4, gzip, zlib and brotli', () => {
    const packed = Buffer.concat([Buffer.from([CANARY.length]), halves(CANARY)]);
    write('blink', Buffer.concat([Buffer.from('00ff1102', 'hex'), packed]));
    write('frames', Buffer.concat([FRAMES, framed(packed)]));
    // 24 literals, then the first five of them again; and the end.
    const lz4 = '\xf1\x09pages|canary-across-two-\x18\x00\x00';
    write(
      'session.jsonlz4',
      Buffer.concat([Buffer.from('mozLz40\0'), uint32(29), Buffer.from(lz4, 'latin1')]),
    );
    write('gzip', around(gzipSync(CANARY.repeat(2))));
    write('zlib', deflateSync(CANARY.repeat(2)));
    const body = brotliCompressSync(`${'text '.repeat(20)}${CANARY}`);
    write(
      'cache2/entries/0123456789ABCDEF0123456789ABCDEF01234567',
      Buffer.concat([body, Buffer.from('\0content-encoding: br\r\n\0')]),
    );
    write('Cache/b_0', Buffer.concat([SIMPLE_ENTRY, body, Buffer.from('Content-Encoding:br\0')]));

    const hows = Object.fromEntries(
      found()
        .filter(({ how }) => how !== 'as it is')
        .map(({ file, how }) => [file.replaceAll('\\', '/'), how]),
    );

    expect(hows).toEqual({
      blink: 'snappy',
      frames: 'snappy frames',
      'session.jsonlz4': 'mozLz4',
      gzip: 'gzip',
      zlib: 'zlib',
      'cache2/entries/0123456789ABCDEF0123456789ABCDEF01234567': 'brotli',
      'Cache/b_0': 'brotli',
    });
  });

  it('unpacks what was cut off as far as it goes', () => {
    const whole = gzipSync(`${CANARY}${'y'.repeat(5_000)}`);
    write('gzip', whole.subarray(0, -12));

    expect(unpackedFrom()).toContain('gzip');
  });
});

/** Two literals of snappy, so that the text is not there as it is. @param {string} text */
function halves(text) {
  const [first, second] = [text.slice(0, 9), text.slice(9)].map((each) => Buffer.from(each));
  if (first === undefined || second === undefined) throw new Error('The text is too short.');
  const tag = (/** @type {Buffer} */ literal) => Buffer.from([(literal.length - 1) << 2]);
  return Buffer.concat([tag(first), first, tag(second), second]);
}

const FRAMES = Buffer.from('ff060000734e61507059', 'hex');

/** @param {Buffer} packed */
function framed(packed) {
  return Buffer.concat([Buffer.from([0, packed.length + 4, 0, 0]), Buffer.alloc(4), packed]);
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Magic, version, length of the key, its hash, padding; the key. */
const SIMPLE_ENTRY = Buffer.concat([
  Buffer.from('305c72a71b6dfbfc', 'hex'),
  uint32(5),
  uint32(3),
  uint32(0),
  uint32(0),
  Buffer.from('key'),
]);

/**
 * Source: doc/table_format.md of google/leveldb.
 *
 * @param {readonly { shared: number, key: string, value: string }[]} entries
 */
function blockOf(entries) {
  const parts = entries.flatMap(({ shared, key, value }) => [
    Buffer.from([shared, key.length, value.length]),
    Buffer.from(key + value, 'latin1'),
  ]);
  return Buffer.concat([...parts, uint32(0), uint32(1)]);
}

/** One block, packed by snappy in literals of 8 bytes, and an index of it. @param {Buffer} block */
function tableOf(block) {
  const literals = [];
  for (let at = 0; at < block.length; at += 8) {
    const literal = block.subarray(at, at + 8);
    literals.push(Buffer.from([(literal.length - 1) << 2]), literal);
  }
  const packed = Buffer.concat([Buffer.from([block.length]), ...literals]);
  const handle = String.fromCharCode(0, packed.length);
  const index = blockOf([{ shared: 0, key: 'z', value: handle }]);
  const indexAt = packed.length + 5;
  const footer = Buffer.alloc(48);
  footer.set([0, 0, indexAt, index.length]);
  footer.set(Buffer.from('57fb808b247547db', 'hex'), 40);
  return Buffer.concat([packed, Buffer.from([1, 0, 0, 0, 0]), index, Buffer.alloc(5), footer]);
}

/**
 * Source: doc/log_format.md of google/leveldb.
 *
 * @param {number} type
 * @param {Buffer} content
 */
function logPiece(type, content) {
  const header = Buffer.alloc(7);
  header.writeUInt16LE(content.length, 4);
  header[6] = type;
  return Buffer.concat([header, content]);
}
