/** The popup's budget, seen to fail on planted popups that are built for real. */
import { randomBytes } from 'node:crypto';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import {
  forbiddenInPopup,
  POPUP_LIMIT_BYTES,
  POPUP_WHOLE_LIMIT_BYTES,
  popupBudget,
} from '../../scripts/popup-budget.mjs';
import { inTemporaryFolder, plant } from '../support/tool';

const PAGE = '<!doctype html><div id="root"></div><script type="module" src="./main.js"></script>';

/** Incompressible, so that its size is known. */
const bulk = (bytes: number) => randomBytes(bytes / 2).toString('hex');
const constant = (bytes: number) =>
  // Two characters carry one byte after gzip.
  `export const bulk = '${bulk(2 * bytes)}';\nconsole.log(bulk);`;

/** Builds a popup of these files. @throws the build's error. */
function buildPopup(files: Readonly<Record<string, string>>, entry = 'src/popup/popup.html') {
  return inTemporaryFolder(async (root) => {
    plant(root, { 'src/popup/popup.html': PAGE, 'src/other/other.html': PAGE, ...files });
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [popupBudget()],
      build: { rolldownOptions: { input: { popup: entry, other: 'src/other/other.html' } } },
    });
  });
}

const other = { 'src/other/main.js': '' };

describe('the popup’s budget', () => {
  it('lets a small popup pass', async () => {
    await buildPopup({ ...other, 'src/popup/main.js': 'console.log(1)' });
  });

  it.each(['schemes', 'discovery', 'vault', 'app', 'rules', 'diagnosis', 'background'])(
    'stops a static import from %s, however deep',
    async (folder) => {
      const files = {
        ...other,
        'src/popup/main.js': "import { x } from '../ui/near.js';\nconsole.log(x);",
        'src/ui/near.js': `export { x } from '../${folder}/far.js';`,
        [`src/${folder}/far.js`]: 'export const x = Math.random();',
      };

      await expect(buildPopup(files)).rejects.toThrow(
        `popup: loads src/${folder}/far.js; secrets and crypto stay in the background`,
      );
    },
  );

  it('stops the same behind an import()', async () => {
    const files = {
      ...other,
      'src/popup/main.js': "const { x } = await import('../vault/far.js');\nconsole.log(x);",
      'src/vault/far.js': 'export const x = Math.random();',
    };

    await expect(buildPopup(files)).rejects.toThrow('popup: loads src/vault/far.js');
  });

  it.each(['@noble/hashes', 'hash-wasm', 'valibot'])('stops the package %s', async (name) => {
    const files = {
      ...other,
      'src/popup/main.js': `import { x } from '${name}';\nconsole.log(x);`,
      [`node_modules/${name}/package.json`]: '{"type":"module","main":"index.js"}',
      [`node_modules/${name}/index.js`]: 'export const x = Math.random();',
    };

    await expect(buildPopup(files)).rejects.toThrow('crypto and parsing stay in the background');
  });

  it('stops a popup that is too large', async () => {
    const files = { ...other, 'src/popup/main.js': constant(POPUP_LIMIT_BYTES) };

    await expect(buildPopup(files)).rejects.toThrow('it must open at once');
  });

  it('counts chunks that are shared with another page, and what they import', async () => {
    const half = POPUP_LIMIT_BYTES / 2;
    const files = {
      'src/popup/main.js': `import '../ui/shared.js';\n${constant(half)}`,
      'src/other/main.js': "import '../ui/shared.js';\nimport '../ui/deep.js';",
      'src/ui/shared.js': "import './deep.js';",
      'src/ui/deep.js': constant(half),
    };

    await expect(buildPopup(files)).rejects.toThrow('it must open at once');
  });

  it('counts styles', async () => {
    const files = {
      ...other,
      'src/popup/main.js': "import './popup.css';\nconsole.log(1);",
      'src/popup/popup.css': `p::before { content: '${bulk(2 * POPUP_LIMIT_BYTES)}'; }`,
    };

    await expect(buildPopup(files)).rejects.toThrow('it must open at once');
  });

  it('does not count what is loaded later into the first paint', async () => {
    await buildPopup({
      ...other,
      'src/popup/main.js': "void import('../ui/later.js');",
      'src/ui/later.js': constant(POPUP_LIMIT_BYTES),
    });
  });

  it('stops a popup that is too large with what it loads later', async () => {
    const files = {
      ...other,
      'src/popup/main.js': "void import('../ui/later.js');\nvoid import('../ui/last.js');",
      'src/ui/later.js': constant(POPUP_WHOLE_LIMIT_BYTES / 2),
      'src/ui/last.js': constant(POPUP_WHOLE_LIMIT_BYTES / 2),
    };

    await expect(buildPopup(files)).rejects.toThrow('each view must open at once');
  });

  it('counts what is loaded later although another page loads it as well', async () => {
    const files = {
      'src/popup/main.js': "void import('../ui/shared.js');",
      'src/other/main.js': "import '../ui/shared.js';\nconsole.log(1);",
      'src/ui/shared.js': constant(POPUP_WHOLE_LIMIT_BYTES),
    };

    await expect(buildPopup(files)).rejects.toThrow('each view must open at once');
  });

  it('fails where there is no popup to check', async () => {
    const files = { ...other, 'src/moved/popup.html': PAGE, 'src/moved/main.js': '' };

    await expect(buildPopup(files, 'src/moved/popup.html')).rejects.toThrow(
      'popup: no entry for src/popup/popup.html, so its budget checks nothing',
    );
  });
});

describe('forbiddenInPopup', () => {
  it.each(['src/vault/kdf.ts', 'node_modules/@scure/base/index.js'])('refuses %s', (module) => {
    expect(forbiddenInPopup(module)).toMatch(/stay in the background/);
  });

  it.each([
    'src/popup/site-report.ts',
    'src/ui/vault/x.ts',
    'node_modules/preact/dist/preact.mjs',
    // The repository may lie anywhere: only paths inside it count.
    '../../src/app/other/index.js',
  ])('allows %s', (module) => {
    expect(forbiddenInPopup(module)).toBeUndefined();
  });
});
