import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { IMPORT_ENTRIES_AT_MOST } from '../../../src/domain/imported';
import { unzip } from '../../../src/exchange/text/unzip';

const MEGABYTE = 1024 * 1024;
const refusal = (problem: string) => expect.objectContaining({ code: 'import-refused', problem });

describe('a folder', () => {
  it('gives its text files, with their paths as names', async () => {
    const zip = zipSync({
      'api/collection.bru': strToU8('auth {\n  mode: bearer\n}\n'),
      'api/users/list.bru': strToU8('get {\n  url: https://ä.test\n}\n'),
      'api/.env': strToU8('TOKEN=1'),
    });

    expect(await unzip(zip, MEGABYTE)).toEqual([
      { name: 'api/collection.bru', text: 'auth {\n  mode: bearer\n}\n' },
      { name: 'api/users/list.bru', text: 'get {\n  url: https://ä.test\n}\n' },
      { name: 'api/.env', text: 'TOKEN=1' },
    ]);
  });

  it('leaves out directories, binary files, and folders that hold no source', async () => {
    const zip = zipSync({
      'a/': new Uint8Array(),
      'a/logo.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0),
      'a/.git/config': strToU8('x'),
      'a/node_modules/b/c.json': strToU8('{}'),
      '__MACOSX/a/._d.bru': strToU8('x'),
      'a/empty.bru': new Uint8Array(),
    });

    expect(await unzip(zip, MEGABYTE)).toEqual([{ name: 'a/empty.bru', text: '' }]);
  });

  it('takes the byte order mark for the encoding, and other bytes for lost characters', async () => {
    const zip = zipSync({
      'a.json': Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0),
      'latin1.env': Uint8Array.of(0x41, 0x3d, 0xe4),
    });

    expect(await unzip(zip, MEGABYTE)).toEqual([
      { name: 'a.json', text: '{}' },
      { name: 'latin1.env', text: 'A=\uFFFD' },
    ]);
  });

  it.each([
    ['api/admin/../get.bru', 'api/get.bru'],
    ['../../get.bru', 'get.bru'],
    ['/api//./get.bru', 'api/get.bru'],
    ['..\\api\\get.bru', 'api/get.bru'],
  ])('has no name that leads out of it: %s', async (packed, name) => {
    expect(await unzip(zipSync({ [packed]: strToU8('x') }), MEGABYTE)).toEqual([
      { name, text: 'x' },
    ]);
  });

  it('is read when stored without compression, and with Windows separators', async () => {
    const zip = zipSync({ 'a\\b.bru': [strToU8('x'.repeat(10_000)), { level: 0 }] });

    expect(await unzip(zip, MEGABYTE)).toEqual([{ name: 'a/b.bru', text: 'x'.repeat(10_000) }]);
  });

  it('is read with a comment after it, and bytes before it in the buffer', async () => {
    const zip = zipSync({ 'a.bru': strToU8('x') }, { comment: 'made by a test' } as object);
    const buffer = new Uint8Array(zip.length + 3);
    buffer.set(zip, 3);

    expect(await unzip(buffer.subarray(3), MEGABYTE)).toEqual([{ name: 'a.bru', text: 'x' }]);
  });
});

describe('a file that was written as a stream', () => {
  it('is read, though the sizes follow the data', async () => {
    const text = 'get {\n  url: https://a.test\n}\n'.repeat(500);
    const zip = streamed('in/a.bru', strToU8(text));
    const hasNoSizeBefore = new DataView(zip.buffer).getUint32(18, true) === 0;

    expect(hasNoSizeBefore).toBe(true);
    expect(await unzip(zip, MEGABYTE)).toEqual([{ name: 'in/a.bru', text }]);
  });
});

describe('bounds', () => {
  it('a bomb is refused before it is unpacked', async () => {
    const bomb = zipSync({ 'bomb.txt': new Uint8Array(80 * MEGABYTE).fill(32) });
    expect(bomb.length).toBeLessThan(MEGABYTE);
    const before = process.memoryUsage().arrayBuffers;

    await expect(unzip(bomb, 20 * MEGABYTE)).rejects.toThrow(refusal('import-too-large'));

    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * MEGABYTE);
  }, 60_000);

  it('the bytes of all files count together', async () => {
    const zip = zipSync({ a: strToU8('x'.repeat(600)), b: strToU8('y'.repeat(600)) });

    await expect(unzip(zip, 1_000)).rejects.toThrow(refusal('import-too-large'));
    expect(await unzip(zip, 1_200)).toHaveLength(2);
  });

  it('many entries over the same bytes count as often as they are unpacked', async () => {
    const zip = overlapping(zipSync({ a: new Uint8Array(MEGABYTE).fill(32) }), 50);

    await expect(unzip(zip, 20 * MEGABYTE)).rejects.toThrow(refusal('import-too-large'));
  });

  it('of a binary file only its beginning counts', async () => {
    const zip = zipSync({ 'a.png': new Uint8Array(30 * MEGABYTE), b: strToU8('text') });

    expect(await unzip(zip, 10 * MEGABYTE)).toEqual([{ name: 'b', text: 'text' }]);
  });

  it('more files than an import may have are refused', async () => {
    const names = Array.from({ length: IMPORT_ENTRIES_AT_MOST + 1 }, (_, index) => `${index}`);
    const one = strToU8('x');
    const zip = zipSync(Object.fromEntries(names.map((name) => [name, one])), { level: 0 });

    await expect(unzip(zip, MEGABYTE)).rejects.toThrow(refusal('import-too-many'));
  });
});

describe('damaged files', () => {
  const zip = zipSync({ 'a.bru': strToU8('get {\n}\n'.repeat(100)) });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', strToU8('get {\n  url: https://a.test\n}\n')],
    ['one cut off', zip.subarray(0, zip.length - 30)],
    ['one without its beginning', zip.subarray(20)],
    ['an encrypted one', changed(zip, 0x02014b50, 8, 1)],
    ['one with an unknown method', changed(zip, 0x02014b50, 10, 99)],
    ['one with a wrong size', changed(zip, 0x02014b50, 24, 7)],
    ['one whose data lies beyond its end', changed(zip, 0x02014b50, 42, 0xffff)],
  ])('%s is refused as unreadable', async (_, bytes) => {
    await expect(unzip(bytes, MEGABYTE)).rejects.toThrow(refusal('import-unreadable'));
  });

  it('each changed byte gives files or a refusal of ours', async () => {
    for (let at = 0; at < zip.length; at++) {
      for (const value of [0, 0xff, (zip[at] ?? 0) ^ 1]) {
        const bytes = zip.slice();
        bytes[at] = value;
        const end = await unzip(bytes, MEGABYTE).catch((error: unknown) => error);
        if (!Array.isArray(end)) {
          expect(end).toEqual(expect.objectContaining({ code: 'import-refused' }));
        }
      }
    }
  });
});

function streamed(name: string, bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_, chunk) => chunks.push(chunk));
  const file = new ZipDeflate(name);
  zip.add(file);
  file.push(bytes, true);
  zip.end();
  return new Uint8Array(chunks.flatMap((chunk) => [...chunk]));
}

/** Writes a number of 16 bits behind the first signature. */
function changed(zip: Uint8Array, signature: number, offset: number, value: number): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (view.getUint32(at, true) !== signature) continue;
    view.setUint16(at + offset, value, true);
    break;
  }
  return bytes;
}

/** The same entry of the central directory, many times. */
function overlapping(zip: Uint8Array, times: number): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const end = zip.length - 22;
  const directory = view.getUint32(end + 16, true);
  const entry = zip.subarray(directory, end);
  const bytes = new Uint8Array(zip.length + (times - 1) * entry.length);
  bytes.set(zip.subarray(0, directory));
  for (let index = 0; index < times; index++) bytes.set(entry, directory + index * entry.length);
  bytes.set(zip.subarray(end), directory + times * entry.length);
  const own = new DataView(bytes.buffer);
  own.setUint16(bytes.length - 14, times, true);
  own.setUint16(bytes.length - 12, times, true);
  return bytes;
}
