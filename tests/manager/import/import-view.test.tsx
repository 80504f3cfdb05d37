// @vitest-environment happy-dom
/** The import page: how it takes its sources, and what becomes of its worker. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withCreatedVault } from '../../support/created-vault';
import { SANDBOX_ADMIN } from '../../support/drafts';
import type { FakeBrowser } from '../../support/fake-ports';
import { FakeWorker, worker, workers } from '../../support/fake-worker';
import { drawImport, importedOf, importProfiles, paste } from '../../support/import-page';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

let browser: FakeBrowser;
withCreatedVault((fresh) => {
  browser = fresh;
});
beforeEach(() => vi.stubGlobal('Worker', FakeWorker));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  workers.length = 0;
  location.hash = '';
});

const fileField = (index: number) => {
  const field = document.querySelectorAll<HTMLInputElement>('input[type=file]')[index];
  if (!field) throw new Error('no file field');
  return field;
};

function choose(field: HTMLInputElement, ...names: readonly string[]): void {
  const files = names.map((name) => new File(['{}'], name));
  Object.defineProperty(field, 'files', { value: files, configurable: true });
  fireEvent.change(field);
}

describe('the sources of an import', () => {
  it('are never kept by the browser: no field fills itself in, from the first render', () => {
    drawImport(browser);

    const field = screen.getByLabelText('Or paste a text');
    expect(field.getAttribute('autocomplete')).toBe('off');
  });

  it('are read as soon as they are pasted, and never enter the document', async () => {
    drawImport(browser);

    paste('curl -H "Authorization: Bearer s3cret" https://api.test');

    expect((await worker()).sources).toEqual([
      { name: '', text: expect.stringContaining('s3cret') },
    ]);
    expect(document.documentElement.outerHTML).not.toContain('s3cret');
  });

  it('are cleared from the field if they were typed', async () => {
    drawImport(browser);
    const field = screen.getByLabelText<HTMLTextAreaElement>('Or paste a text');
    fireEvent.input(field, { target: { value: 'machine api.test' } });

    fireEvent.click(screen.getByText('Read'));

    await waitFor(() => expect(workers[0]?.sources).toHaveLength(1));
    expect(field.value).toBe('');
  });

  it('may be several files', async () => {
    drawImport(browser);

    choose(fileField(0), 'collection.json', 'environment.json');

    expect((await worker()).sources.map(({ name }) => name)).toEqual([
      'collection.json',
      'environment.json',
    ]);
  });

  it('may be a folder: each file with its path, but not what lies in .git', async () => {
    drawImport(browser);
    const field = fileField(1);
    expect(field.hasAttribute('webkitdirectory')).toBe(true);
    const files = ['api/get.bru', 'api/.git/config', 'api/node_modules/a/b.json'].map((path) =>
      Object.assign(new File(['x'], path.split('/').at(-1) ?? ''), { path }),
    );
    for (const file of files) {
      Object.defineProperty(file, 'webkitRelativePath', { value: file.path });
    }
    Object.defineProperty(field, 'files', { value: files });

    fireEvent.change(field);

    expect((await worker()).sources.map(({ name }) => name)).toEqual(['api/get.bru']);
  });

  it('may be dropped, folders too', async () => {
    drawImport(browser);
    const file = (name: string) => ({
      isFile: true,
      fullPath: `/api/${name}`,
      file: (done: (file: File) => void) => done(new File(['x'], name)),
    });
    const portions = [[file('get.bru')], [file('put.bru')], []];
    const folder = {
      isFile: false,
      isDirectory: true,
      name: 'api',
      fullPath: '/api',
      createReader: () => ({ readEntries: (done: (e: unknown) => void) => done(portions.shift()) }),
    };
    const items = [{ webkitGetAsEntry: () => folder }];

    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { items, files: [], getData: () => '' } });
    document.dispatchEvent(drop);

    await waitFor(() =>
      expect(workers[0]?.sources.map(({ name }) => name)).toEqual(['api/get.bru', 'api/put.bru']),
    );
    // Otherwise the browser would open the file in place of the page.
    expect(drop.defaultPrevented).toBe(true);
  });
});

describe('the worker of an import', () => {
  it('shows its progress', async () => {
    drawImport(browser);
    paste('x');

    (await worker()).report({ kind: 'progress', done: 1, total: 4 });

    await waitFor(() => expect(screen.getByRole('progressbar')).toHaveProperty('value', 0.25));
  });

  it('is ended by Cancel, and nothing is imported', async () => {
    const { sent } = drawImport(browser);
    paste('x');

    const begun = await worker();
    fireEvent.click(await screen.findByText('Cancel'));
    begun.finish([importedOf(SANDBOX_ADMIN)]);

    expect(await screen.findByText('Cancelled. Nothing was imported.')).toBeDefined();
    // The focus was on the button that is gone.
    expect(document.activeElement).toBe(screen.getByText('Choose files'));
    expect(begun.isEnded).toBe(true);
    expect(screen.queryByText(/^Profiles found/)).toBeNull();
    expect(sent).toEqual([]);
  });

  it('is ended after five seconds without progress, and not before', async () => {
    drawImport(browser);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    paste('x');
    await vi.advanceTimersByTimeAsync(0);

    vi.advanceTimersByTime(4_900);
    workers[0]?.report({ kind: 'progress', done: 1, total: 2 });
    vi.advanceTimersByTime(4_900);
    expect(workers[0]?.isEnded).toBe(false);
    vi.advanceTimersByTime(200);

    expect(workers[0]?.isEnded).toBe(true);
    vi.useRealTimers();
    expect(await screen.findByText(/no progress for too long/)).toBeDefined();
  });

  it('has five seconds more for each megabyte: a parser reports nothing before its end', async () => {
    drawImport(browser);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    paste('x'.repeat(1e6));
    await vi.advanceTimersByTimeAsync(0);

    vi.advanceTimersByTime(9_900);
    expect(workers[0]?.isEnded).toBe(false);
    vi.advanceTimersByTime(200);

    expect(workers[0]?.isEnded).toBe(true);
  });

  it('says why it could not read the files', async () => {
    drawImport(browser);
    paste('x');

    const begun = await worker();
    begun.report({
      kind: 'failed',
      failure: { code: 'import-refused', problem: 'import-too-large' },
    });

    expect(await screen.findByText(/larger than 20 MB/)).toBeDefined();
    expect(begun.isEnded).toBe(true);
  });

  it('is ended with the page', async () => {
    drawImport(browser);
    paste('x');
    const begun = await worker();

    cleanup();

    expect(begun.isEnded).toBe(true);
  });

  it('is not begun any more for sources that were cancelled before', async () => {
    drawImport(browser);
    paste('x');

    // In the same tick, while the page looks whether the file is one of its own.
    cleanup();
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(workers).toEqual([]);
  });
});

describe('an import that the user leaves', () => {
  it('is forgotten when another page is opened', async () => {
    const { sent } = drawImport(browser);
    await importProfiles([importedOf(SANDBOX_ADMIN)]);

    location.hash = '#/';
    cleanup();

    expect(sent.at(-1)).toEqual({ type: 'import/forget' });
  });

  it('is not forgotten when a lock takes the page away', async () => {
    const { sent } = drawImport(browser);
    await importProfiles([importedOf(SANDBOX_ADMIN)]);

    cleanup();

    expect(sent.map(({ type }) => type)).not.toContain('import/forget');
  });
});
