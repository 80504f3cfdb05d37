/** The decoders, against the test data of other implementations. */
import { describe, expect, it } from 'vitest';
import { decodeLz4Block, decodeMozLz4 } from './lz4.mjs';
import { decodeSnappy, decodeSnappyFrames } from './snappy.mjs';

const bytes = (/** @type {string} */ latin1) => Buffer.from(latin1, 'latin1');

/** The bytes 0 to 39. */
const FORTY = String.fromCharCode(...Array(40).keys());

/**
 * Source: golang/snappy, snappy_test.go, TestDecode. The last one, whose kind of copy that library
 * does not know, is made from format_description.txt §2.2.3.
 */
const SNAPPY = [
  ['\x00', ''],
  ['\x03\x08\xff\xff\xff', '\xff\xff\xff'],
  [`\x28\x9c${FORTY}`, FORTY],
  ['\x03\xf0\x02\xff\xff\xff', '\xff\xff\xff'],
  ['\x03\xf4\x02\x00\xff\xff\xff', '\xff\xff\xff'],
  ['\x03\xf8\x02\x00\x00\xff\xff\xff', '\xff\xff\xff'],
  ['\x03\xfc\x02\x00\x00\x00\xff\xff\xff', '\xff\xff\xff'],
  ['\x04\x0cabcd', 'abcd'],
  ['\x0d\x0cabcd\x15\x04', 'abcdabcdabcda'],
  ['\x08\x0cabcd\x01\x04', 'abcdabcd'],
  ['\x08\x0cabcd\x01\x02', 'abcdcdcd'],
  ['\x08\x0cabcd\x01\x01', 'abcddddd'],
  ['\x06\x0cabcd\x06\x03\x00', 'abcdbc'],
  ['\x06\x0cabcd\x07\x03\x00\x00\x00', 'abcdbc'],
];

/** Source: as above. */
const NO_SNAPPY = [
  '\xff',
  '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00',
  '\x80\x80\x80\x80\x10',
  '\x02\x08\xff\xff\xff',
  '\x03\x08\xff\xff',
  '\x01\xf0',
  '\x01\xf4\x00',
  '\x01\xfc\x02\x00\x00\x00\xff\xff\xff',
  '\x04\x01',
  '\x04\x02\x00',
  '\x08\x0cabcd\x01\x00',
  '\x09\x0cabcd\x01\x04',
  '\x08\x0cabcd\x01\x05',
  '\x07\x0cabcd\x01\x04',
];

describe('decodeSnappy', () => {
  it.each(SNAPPY)('decodes %j', (packed, plain) => {
    expect(decodeSnappy(bytes(packed))).toEqual(bytes(plain));
  });

  it.each(NO_SNAPPY)('refuses %j', (packed) => {
    expect(decodeSnappy(bytes(packed))).toBeUndefined();
  });
});

describe('decodeSnappyFrames', () => {
  // Source: golang/snappy, snappy_test.go, TestWriterGoldenOutput.
  const stream = bytes(
    '\xff\x06\x00\x00sNaPpY' +
      '\x01\x08\x00\x00\x68\x10\xe6\xb6abcd' +
      '\x00\x0d\x00\x00\x37\xcb\xbc\x9d\x64\x00\x41\xfe\x01\x00\x8a\x01\x00',
  );

  it('decodes chunks of both kinds', () => {
    expect(decodeSnappyFrames(stream).toString()).toBe(`abcd${'A'.repeat(100)}`);
  });

  it('keeps what came before a chunk that was cut off', () => {
    expect(decodeSnappyFrames(stream.subarray(0, -1)).toString()).toBe('abcd');
  });
});

/**
 * Source: pierrec/lz4, internal/lz4block/decode_test.go, TestBlockDecode, written out.
 *
 * @type {readonly [string, string][]}
 */
const LZ4 = [
  ['\x00', ''],
  ['\x50hello', 'hello'],
  [`\xf0\xff\xff\x01${'A'.repeat(526)}`, 'A'.repeat(526)],
  [`\xf0\x00${'A'.repeat(15)}`, 'A'.repeat(15)],
  ['\x10a\x01\x00', 'aaaaa'],
  ['\x10a\x01\x00\x10B\x01\x00', 'aaaaaBBBBB'],
  ['\x1cA\x01\x00', 'A'.repeat(17)],
  ['\x1ba\x01\x00\x1bB\x01\x00\x30end', `${'a'.repeat(16)}${'B'.repeat(16)}end`],
  ['0000\x01\x00', '0000000'],
];

describe('decodeLz4Block', () => {
  it.each(LZ4)('decodes %j', (packed, plain) => {
    expect(decodeLz4Block(bytes(packed), plain.length)).toEqual(bytes(plain));
  });

  it.each([
    ['\x20a', 2],
    ['\x1b0\x01\x00000000000000', 18],
    ['\x10a\x02\x00', 5],
    ['\x50hello', 6],
  ])('refuses %j of length %i', (packed, length) => {
    expect(decodeLz4Block(bytes(packed), length)).toBeUndefined();
  });
});

describe('decodeMozLz4', () => {
  it.each(['mozLz40\0', 'mozJSSCLz40v001\0'])('decodes a file that begins with %j', (magic) => {
    const file = bytes(`${magic}\x05\x00\x00\x00\x50hello`);

    expect(decodeMozLz4(file)?.toString()).toBe('hello');
  });

  it('refuses any other', () => {
    expect(decodeMozLz4(bytes('notLz40\0\x05\x00\x00\x00\x50hello'))).toBeUndefined();
  });
});
