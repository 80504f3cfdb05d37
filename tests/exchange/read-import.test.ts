/** The frame of all importers: bounds, several files, progress and cancel. */
import { describe, expect, it, vi } from 'vitest';
import { readImport } from '../../src/exchange';
import { modheader as modheaderFormat } from '../../src/exchange/modheader/modheader';
import { proves } from '../support/proves';

const refusal = (problem: string) => expect.objectContaining({ code: 'import-refused', problem });
const file = (text: string, name = '') => ({ name, text });

const profile = (title: string) => ({
  version: 2,
  title,
  headers: [{ name: 'X-Key', value: 'k' }],
  urlFilters: [{ urlRegex: '^https://a\\.test/' }],
});
const modheader = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => profile(`P${index}`)));

describe('readImport', () => {
  it.each([
    ['no file', []],
    ['an empty text', [file('')]],
    ['a text of no format', [file('Dear all, here is the key.')]],
    ['JSON of no format', [file('{"a":1}')]],
    ['a name without its content', [file('', 'modheader.json')]],
  ])('does not know %s', async (_, files) => {
    const problem = files.some(({ name }) => name !== '')
      ? 'import-unreadable'
      : 'import-format-unknown';

    await expect(readImport(files)).rejects.toThrow(refusal(problem));
  });

  it.each([
    ['broken JSON', '[{"version":2,'],
    ['JSON that was cut', modheader(3).slice(0, -5)],
  ])('refuses %s as unreadable', async (_, text) => {
    await expect(readImport([file(text)])).rejects.toThrow(refusal('import-unreadable'));
    await expect(readImport([file(modheader(1)), file(text)])).rejects.toThrow(
      refusal('import-unreadable'),
    );
  });

  it.each([
    [new RangeError('Maximum call stack size exceeded'), 'import-too-deep'],
    [new RangeError('Invalid string length'), 'import-too-large'],
    [new RangeError('Invalid array length'), 'import-too-large'],
    [Object.assign(new Error('too much recursion'), { name: 'InternalError' }), 'import-too-deep'],
    [
      Object.assign(new Error('allocation size overflow'), { name: 'InternalError' }),
      'import-too-large',
    ],
  ])('refuses a file beyond a bound of the engine: %s', async (error, problem) => {
    const read = vi.spyOn(modheaderFormat, 'read').mockRejectedValue(error);

    await expect(readImport([file(modheader(1))])).rejects.toThrow(refusal(problem));

    read.mockRestore();
  });

  it('does not take another error for a bound', async () => {
    const read = vi.spyOn(modheaderFormat, 'read').mockRejectedValue(new TypeError('a bug'));

    await expect(readImport([file(modheader(1))])).rejects.toThrow(TypeError);

    read.mockRestore();
  });

  it('leaves out the files of a folder that no format knows', async () => {
    const files = [
      file('# Read me', 'shop/README.md'),
      file('{ // comments', 'shop/tsconfig.json'),
      file(modheader(1), 'shop/modheader.json'),
    ];

    expect((await readImport(files)).profiles).toHaveLength(1);
  });

  it('reads files of several formats, and names the one with the most profiles', async () => {
    const other = JSON.stringify({
      format_version: '1.2',
      target_page: 'https://b.test/*',
      headers: [
        { action: 'add', header_name: 'X-Key', header_value: 'k', apply_on: 'req', status: 'on' },
      ],
    });

    const { format, profiles } = await readImport([
      file(other),
      file(modheader(2)),
      file(modheader(1)),
    ]);

    expect(format).toBe('modheader');
    expect(profiles).toHaveLength(4);
  });

  it('reads a byte order mark and other line ends', async () => {
    expect((await readImport([file(`\ufeff${modheader(1)}\r\n`)])).profiles).toHaveLength(1);
  });

  proves(
    'T12',
    'too large, too many and too deep are refused before they are read',
    async (tried) => {
      const megabyte = 'x'.repeat(1024 * 1024);
      const large = Array.from({ length: 21 }, () => file(megabyte));
      await expect(readImport(large)).rejects.toThrow(refusal('import-too-large'));
      // Two bytes each, and four bytes for two characters.
      const wide = (text: string) =>
        Array.from({ length: 11 }, () => file(text.repeat(512 * 1024)));
      await expect(readImport([...wide('ä'), ...wide('😀')])).rejects.toThrow(
        refusal('import-too-large'),
      );
      await expect(readImport([file(modheader(5001))])).rejects.toThrow(refusal('import-too-many'));
      const deep = `[{"version":2,"title":"x","headers":${'['.repeat(101)}${']'.repeat(101)}}]`;
      await expect(readImport([file(deep)])).rejects.toThrow(refusal('import-too-deep'));
      expect((await readImport([file(modheader(5000))])).profiles).toHaveLength(5000);
      tried(5);
    },
  );

  it('tells its progress, which never falls and ends at the whole', async () => {
    const told: number[] = [];

    await readImport([file(modheader(3000)), file(modheader(10))], {
      onProgress: (done, total) => told.push(done / total),
    });

    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it('ends when it is cancelled', async () => {
    const cancel = new AbortController();
    const reading = readImport([file(modheader(5000))], {
      signal: cancel.signal,
      onProgress: () => cancel.abort(new Error('cancelled')),
    });

    await expect(reading).rejects.toThrow('cancelled');
    await expect(
      readImport([file(modheader(1))], { signal: AbortSignal.abort(new Error('before')) }),
    ).rejects.toThrow('before');
  });

  it('ends when it is cancelled between two files, before their formats are known', async () => {
    const cancel = new AbortController();
    const recognises = vi.spyOn(modheaderFormat, 'recognises');
    // Each look at the clock is later than the longest time without a pause.
    let clock = 0;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1_000));
    recognises.mockImplementation(() => {
      cancel.abort(new Error('cancelled'));
      return true;
    });

    const reading = readImport([file('a'), file('b')], { signal: cancel.signal });

    await expect(reading).rejects.toThrow('cancelled');
    expect(recognises).toHaveBeenCalledTimes(1);
    recognises.mockRestore();
    now.mockRestore();
  });
});
