/** The worker's part of an import: files to text, text to profiles, in reports that a page can follow. */
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportReport } from '../../src/domain/import-work';
import type { SourceFile } from '../../src/domain/imported';
import type { Format } from '../../src/exchange/format';
import { readSources } from '../../src/importer/read-sources';
import { SANDBOX_ADMIN } from '../support/drafts';

/** What the importers were handed. */
const seen = vi.hoisted(() => [] as SourceFile[]);

/** A tiny format: each line is a profile. */
vi.mock('../../src/exchange/formats', () => ({
  formats: [
    {
      id: 'env',
      recognises: ({ text }) => text.startsWith('lines'),
      async read(files, reading) {
        seen.push(...files);
        const lines = files.flatMap(({ text }) => text.split('\n').slice(1));
        for (const index of lines.keys()) {
          reading.entry();
          if (index % 100 === 0) await reading.pause();
        }
        const profiles = lines.map((name) => ({
          draft: { ...SANDBOX_ADMIN, name },
          isReady: true,
          remarks: [],
        }));
        return { profiles, remarks: [{ code: 'script', place: 'line 1' }] };
      },
    } satisfies Format,
  ],
}));
beforeEach(() => {
  seen.length = 0;
});

async function reportsOf(...sources: Parameters<typeof readSources>[0]): Promise<ImportReport[]> {
  const reports: ImportReport[] = [];
  await readSources(sources, (report) => reports.push(report));
  return reports;
}

const fileOf = (name: string, ...parts: BlobPart[]) => ({ name, file: new Blob(parts) });

describe('readSources', () => {
  it('reports progress, then profiles in portions, then the end', async () => {
    const lines = Array.from({ length: 600 }, (_, index) => `P${index}`);

    const reports = await reportsOf(fileOf('a.txt', `lines\n${lines.join('\n')}`));

    const kinds = [...new Set(reports.map(({ kind }) => kind))];
    expect(kinds).toEqual(['progress', 'profiles', 'end']);
    const portions = reports.flatMap((each) => (each.kind === 'profiles' ? [each.profiles] : []));
    expect(portions.map(({ length }) => length)).toEqual([250, 250, 100]);
    expect(portions.flat().map(({ draft }) => draft.name)).toEqual(lines);
    expect(reports.at(-1)).toEqual({
      kind: 'end',
      format: 'env',
      remarks: [{ code: 'script', place: 'line 1' }],
    });
  });

  it('reports progress that only grows, up to the whole', async () => {
    const reports = await reportsOf(fileOf('a', 'lines\n1\n2'), { name: '', text: 'lines\n3' });

    const parts = reports.flatMap((each) =>
      each.kind === 'progress' ? [each.done / each.total] : [],
    );
    expect(parts).toEqual(parts.toSorted((one, other) => one - other));
    expect(parts.at(-1)).toBeLessThanOrEqual(1);
  });

  it('hands on names with their paths, and pasted text', async () => {
    await reportsOf(fileOf('api/get.bru', 'lines\n1'), { name: '', text: 'lines\n2' });

    expect(seen.map(({ name }) => name)).toEqual(['api/get.bru', '']);
  });

  it.each([
    ['UTF-8', new TextEncoder().encode('\ufefflines\nÄ')],
    ['UTF-16, as PowerShell writes it', utf16('\ufefflines\nÄ', true)],
    ['UTF-16 with the high byte first', utf16('\ufefflines\nÄ', false)],
  ])('reads %s', async (_, bytes) => {
    const reports = await reportsOf(fileOf('a.txt', bytes));

    expect(reports.find(({ kind }) => kind === 'profiles')).toMatchObject({
      profiles: [{ draft: { name: 'Ä' } }],
    });
  });

  it('unpacks a zip file', async () => {
    const zip = zipSync({ 'api/get.bru': new TextEncoder().encode('lines\n1') });

    await reportsOf(fileOf('api.zip', zip));

    expect(seen.map(({ name }) => name)).toEqual(['api/get.bru']);
  });

  it('leaves out files that are no text', async () => {
    await reportsOf(fileOf('a.png', new Uint8Array([137, 80, 0, 1])), fileOf('a', 'lines\n1'));

    expect(seen.map(({ name }) => name)).toEqual(['a']);
  });

  it.each([
    ['more than 20 MB', [fileOf('a', 'x'.repeat(21 * 1024 * 1024))], 'import-too-large'],
    [
      'more than 20 MB in several files',
      twice(fileOf('a', 'x'.repeat(11 * 1024 * 1024))),
      'import-too-large',
    ],
    ['an unknown format', [fileOf('a', 'what is this?')], 'import-format-unknown'],
    ['no text at all', [fileOf('a.png', new Uint8Array([0]))], 'import-format-unknown'],
    ['a file that is gone', [gone()], 'import-unreadable'],
    ['more than 10,000 entries', [fileOf('a', `lines${'\n1'.repeat(10_001)}`)], 'import-too-many'],
  ])('refuses %s', async (_, sources, problem) => {
    const reports = await reportsOf(...sources);

    expect(reports.at(-1)).toEqual({
      kind: 'failed',
      failure: { code: 'import-refused', problem },
    });
    expect(reports.filter(({ kind }) => kind === 'profiles')).toEqual([]);
  });
});

function utf16(text: string, isLittle: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return view.buffer;
}

function twice<T>(each: T): readonly T[] {
  return [each, each];
}

function gone() {
  const file = new Blob(['x']);
  file.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
  return { name: 'gone.json', file };
}
