/** The rules for the sources: they hold, and each violation is noticed. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageStorageProblems } from '../../scripts/page-storage.mjs';
import { schemeFolders, sourceProblems } from '../../scripts/source-policy.mjs';
import { schemes } from '../../src/schemes';

const list = readFileSync('src/schemes/index.ts', 'utf8');
const folders = schemeFolders(list);
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((path) => /\.(tsx?|html|css)$/.test(path));

describe('the sources', () => {
  it('are found', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(folders).toHaveLength(schemes.length);
  });

  it.each(sources)('have nothing to complain of in %s', (path) => {
    expect(sourceProblems(path, readFileSync(path, 'utf8'), folders)).toEqual([]);
  });

  it('have no module over 250 lines: it would be more than one idea', () => {
    const modules = sources.filter((path) => /\.tsx?$/.test(path));
    const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').length - 1;

    expect(modules.filter((path) => linesOf(path) > 250)).toEqual([]);
  });
});

describe('sourceProblems', () => {
  it.each([
    ['src/platform/x.ts', 'browser.declarativeNetRequest.updateDynamicRules({})', /plaintext/],
    ['src/app/x.ts', "if (import.meta.env.MODE === 'test') open()", /environment/],
    ['src/app/x.ts', "const debug = process.env.DEBUG === '1'", /environment/],
    ['src/app/x.ts', "import { fake } from '../../tests/support/fake-ports'", /test hook/],
    ['src/ui/deep/x.ts', "const x = await import('../../../tests/lab/lab.mjs')", /test hook/],
    ['src/app/x.ts', 'globalThis.chrome.runtime.id', /only platform/],
    ['src/app/x.ts', "const all = import.meta.glob('../ui/*.ts')", /by pattern/],
    ['src/ui/x.ts', '// biome-ignore lint/style/noRestrictedImports: quick', /wrong place/],
    ['src/ui/x.tsx', '<p dangerouslySetInnerHTML={{ __html: name }} />', /HTML from text/],
    ['src/ui/x.ts', 'element.innerHTML = name', /HTML from text/],
    ['src/schemes/basic/x.ts', "import { y } from '../gluwa-bitcoin/wif'", /never by a scheme/],
    ['src/schemes/basic/x.ts', "import type { Y } from '../gluwa-ethereum/z'", /never by a scheme/],
    ['src/schemes/basic/deep/x.ts', "export * from '../../gluwa-bitcoin/wif'", /never by a scheme/],
    // The shared code of schemes does not know the schemes, or one would reach another through it.
    ['src/schemes/gluwa/x.ts', "import { y } from '../basic/basic'", /never by a scheme/],
    ['src/app/x.ts', "import { basic } from '../schemes/basic/basic'", /never by a scheme/],
  ])('refuses in %s: %s', (path, text, reason) => {
    const problems = sourceProblems(path, text, folders);

    expect(problems).toEqual([expect.stringMatching(reason)]);
    expect(problems[0]).toContain(path);
  });

  it.each([
    ['src/schemes/basic/x.ts', "import { y } from './y'"],
    ['src/schemes/basic/x.ts', "import { fieldError } from '../field-error'"],
    ['src/schemes/gluwa-bitcoin/x.ts', "import { z } from '../gluwa/request-signature'"],
    ['src/schemes/index.ts', "import { basic } from './basic/basic'"],
    ['src/platform/x.ts', 'browser.declarativeNetRequest.updateSessionRules({})'],
  ])('allows in %s: %s', (path, text) => {
    expect(sourceProblems(path, text, folders)).toEqual([]);
  });
});

describe('pageStorageProblems', () => {
  const problemsOf = (planted: Readonly<Record<string, string>>) =>
    pageStorageProblems(new Map(Object.entries(planted)));

  it('finds nothing in the sources', () => {
    const texts = new Map(sources.map((path) => [path, readFileSync(path, 'utf8')]));

    expect(texts.get('src/platform/page-storage.ts')).toContain('storage.session');
    expect(pageStorageProblems(texts)).toEqual([]);
  });

  it.each([
    ['src/ui/x.ts', 'browser.storage.session.get(null)', /pages reach storage/],
    ['src/ui/x.ts', 'const { storage: kept } = browser', /pages reach storage/],
    ['src/manager/x.ts', "browser['storage'].local.get()", /pages reach storage/],
    ['src/popup/deep/x.tsx', 'localStorage.key(0)', /pages reach localStorage/],
    ['src/manager/x.ts', "indexedDB.open('vault')", /pages reach indexedDB/],
    // The background neither: what it hears, a page hears that shares the module.
    [
      'src/platform/x.ts',
      'browser.storage.session.onChanged.addListener(f)',
      /events of a storage/,
    ],
    ['src/platform/x.ts', 'const { onChanged } = area', /events of a storage/],
    [
      'src/background/x.ts',
      "new BroadcastChannel('state').postMessage(state)",
      /a channel carries/,
    ],
  ])('refuses in %s: %s', (path, text, reason) => {
    expect(problemsOf({ [path]: text })).toEqual([expect.stringMatching(reason)]);
    expect(problemsOf({ [path]: text })[0]).toContain(path);
  });

  it.each(['session-store', 'vault-storage', 'page-state', 'activity-store', 'vault-database'])(
    'refuses a page that reaches %s, through another module too',
    (name) => {
      const path = `src/platform/${name}.ts`;
      const planted = {
        [path]: readFileSync(path, 'utf8'),
        'src/ui/x.ts': "import '../platform/between';",
        'src/platform/between.ts': `export * from './${name}';`,
      };

      expect(problemsOf(planted)).toEqual([expect.stringContaining(`${path}: pages reach`)]);
      expect(problemsOf({ ...planted, 'src/ui/x.ts': '' })).toEqual([]);
    },
  );

  it.each([
    '// Not `storage.session.onChanged`.',
    "const places = { storage: 'First copy' }; text('storage')",
    'interface Copy { readonly storage: string }',
  ])('allows in a page: %s', (text) => {
    expect(problemsOf({ 'src/ui/x.ts': text })).toEqual([]);
  });
});
