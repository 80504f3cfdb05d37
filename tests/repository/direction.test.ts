/**
 * The direction between folders (docs/architecture.md) is a table of `scripts/directions.mjs`. Here it
 * is seen to refuse a planted import of every forbidden folder, and to let every allowed one pass.
 */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { circlesOf } from '../../scripts/circles.mjs';
import { DIRECTIONS, refusedDirection } from '../../scripts/directions.mjs';
import { importsOf } from '../../scripts/imports.mjs';
import { sourceProblems } from '../../scripts/source-policy.mjs';
import { inTemporaryFolder, plant, ROOT, runTool } from '../support/tool';

/** Folder → its allowed imports, written a second time: a wrong line of the table shows here. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  schemes: ['domain'],
  discovery: ['domain'],
  vault: ['domain'],
  rules: ['domain'],
  diagnosis: ['domain', 'rules'],
  exchange: ['domain', 'schemes'],
  importer: ['domain', 'exchange'],
  backup: ['domain', 'vault'],
  protocol: ['domain'],
  app: ['domain', 'schemes', 'discovery', 'vault', 'rules', 'diagnosis', 'backup'],
  platform: ['domain', 'rules'],
  background: [
    'domain',
    'schemes',
    'discovery',
    'vault',
    'rules',
    'diagnosis',
    'backup',
    'protocol',
    'app',
    'platform',
  ],
  ui: ['domain', 'protocol', 'platform'],
  popup: ['domain', 'protocol', 'platform', 'ui'],
  manager: ['domain', 'protocol', 'platform', 'ui'],
};
const folders = Object.keys(ALLOWED);
const pairs = folders.flatMap((from) =>
  folders.filter((to) => to !== from).map((to) => ({ from, to })),
);
const isAllowed = ({ from, to }: { from: string; to: string }) => ALLOWED[from]?.includes(to);
const outsidePlatform = folders.filter((folder) => folder !== 'platform');

/** Every way to import, from `x.ts` of a folder and from a folder in it. */
const planted = (to: string): readonly (readonly [file: string, text: string])[] => [
  ['x.ts', `import { x } from '../${to}/x';\n`],
  ['x.ts', `import type { X } from '../${to}/x';\n`],
  ['x.ts', `import { type X } from '../${to}/x';\n`],
  ['x.ts', `import * as x from '../${to}/x';\n`],
  ['x.ts', `import x = require('../${to}/x');\n`],
  ['x.ts', `import '../${to}';\n`],
  ['x.ts', `export * from '../${to}/deep/x';\n`],
  ['x.ts', `export { x } from '../${to}/x';\n`],
  ['x.ts', `export type { X } from '../${to}/x';\n`],
  ['x.ts', `export type Y = import('../${to}/x').X;\n`],
  ['x.ts', `export const x = () => import('../${to}/x');\n`],
  ['x.ts', `export const x = () => import(/* odd */ '../${to}/x' /* , too */);\n`],
  ['x.ts', `import {\n  x,\n} from\n  '../${to}/x';\n`],
  ['x.ts', `import { x } from '/src/${to}/x';\n`],
  ['deep/x.tsx', `import '../../${to}';\nexport const X = () => <p />;\n`],
  ['deep/x.tsx', `import { X } from '../../${to}/deep/x';\nexport const Y = () => <X />;\n`],
  ['x.css', `@import "../${to}/theme.css";\n`],
  ['x.html', `<script type="module" src="../${to}/main.tsx"></script>\n`],
];

const sources = new Map(
  readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(tsx?|html|css)$/.test(path))
    .map((path) => [path, importsOf(path, readFileSync(join(ROOT, path), 'utf8'))]),
);

describe('the dependency direction', () => {
  it('has a line for every folder there is', () => {
    expect(readdirSync(join(ROOT, 'src')).sort()).toEqual([...folders].sort());
    expect(Object.keys(DIRECTIONS).filter((folder) => !folder.includes('/'))).toEqual(folders);
  });

  it.each(pairs.filter((pair) => !isAllowed(pair)))('keeps $from from $to', ({ from, to }) => {
    for (const [file, text] of planted(to)) {
      expect(sourceProblems(`src/${from}/${file}`, text, []), text).toEqual([
        expect.stringMatching(
          /^src\/\w+\/\S+: src\/\S+: dependency direction \(docs\/architecture\.md\): \w.{20}/,
        ),
      ]);
    }
  });

  it.each(pairs.filter(isAllowed))('lets $from import $to', ({ from, to }) => {
    for (const [file, text] of planted(to)) {
      expect(sourceProblems(`src/${from}/${file}`, text, []), text).toEqual([]);
    }
  });

  it('lets platform import the ports and the session, and no use case', () => {
    const problems = (name: string) =>
      sourceProblems('src/platform/x.ts', `import type { X } from '../app/${name}';`, []);

    for (const name of ['ports', 'session']) expect(problems(name)).toEqual([]);
    for (const name of ['pause', 'vault/commit', 'ports-of', 'deep/ports', 'turn-session']) {
      expect(problems(name)).toEqual([expect.stringContaining('dependency direction')]);
    }
  });

  it('is not mistaken for one by a text or a comment', () => {
    const text = "// import '../app/x';\nexport const x = `import '../app/x'`;\n";

    expect(sourceProblems('src/domain/x.ts', text, [])).toEqual([]);
  });

  it('cannot be switched off by a comment', () => {
    const text = '// biome-ignore lint: quick\n// @ts-ignore\nimport "../app/x";\n';

    expect(sourceProblems('src/domain/x.ts', text, [])).toHaveLength(1);
  });

  it.each(['import(`../app/x`)', 'import(name)', "import('../app/' + name)"])(
    'refuses what it cannot follow: %s',
    (text) => {
      expect(sourceProblems('src/domain/x.ts', text, [])).toEqual([
        expect.stringContaining('cannot be checked'),
      ]);
    },
  );
});

describe('a line for a folder within a folder', () => {
  const table = {
    ...DIRECTIONS,
    'app/ports': [['app/session'], 'interfaces only'],
    'app/vault': [['app/ports', 'app/session'], 'the vault is below all other rooms'],
  } as const;
  const refused = (from: string, to: string) => refusedDirection(from, to, table);

  it.each([
    ['src/app/vault/x.ts', 'src/app/keys/unlock'],
    ['src/app/vault/deep/x.ts', 'src/app/turns'],
    ['src/app/vault/x.ts', 'src/app/ports-of'],
  ])('keeps %s from %s', (from, to) => {
    expect(refused(from, to)).toBe('the vault is below all other rooms');
  });

  it('may be for one module', () => {
    expect(refused('src/app/ports.ts', 'src/app/vault/commit')).toBe('interfaces only');
    expect(refused('src/app/ports.ts', 'src/app/session')).toBeUndefined();
  });

  it.each([
    ['src/app/vault/x.ts', 'src/app/vault/commit'],
    ['src/app/vault/x.ts', 'src/app/ports'],
    ['src/app/keys/x.ts', 'src/app/vault/commit'],
    // An inner folder may import all that its outer folder may.
    ['src/app/vault/x.ts', 'src/domain/errors'],
  ])('lets %s import %s', (from, to) => {
    expect(refused(from, to)).toBeUndefined();
  });

  it('gives no leave that the outer folder does not have', () => {
    expect(refused('src/app/vault/x.ts', 'src/platform/x')).toMatch(/^use cases/);
  });
});

describe('circles', () => {
  it('are in no folder of the sources', () => {
    expect(circlesOf(sources)).toEqual([]);
  });

  it.each([
    ['two folders', { 'src/a/x.ts': ['src/b/x'], 'src/b/y.ts': ['src/a/z'] }, 'src: a → b → a'],
    [
      'three folders, of which each may import the next',
      { 'src/a/x.ts': ['src/b/x'], 'src/b/deep/y.ts': ['src/c'], 'src/c/z.ts': ['src/a/y'] },
      'src: a → b → c → a',
    ],
    [
      'two rooms of a folder',
      { 'src/app/vault/x.ts': ['src/app/lock/y'], 'src/app/lock/z.ts': ['src/app/vault/y'] },
      'src/app: vault → lock → vault',
    ],
    [
      'a room and a module beside it',
      { 'src/app/vault/x.ts': ['src/app/ports'], 'src/app/ports.ts': ['src/app/vault/y'] },
      'src/app: vault → ports → vault',
    ],
    ['two modules', { 'src/a/x.ts': ['src/a/y'], 'src/a/y.tsx': ['src/a/x'] }, 'src/a: x → y → x'],
    [
      'a folder and what it is indexed by',
      { 'src/a/index.ts': ['src/a/deep/x'], 'src/a/deep/x.ts': ['src/a'] },
      'src/a: index → deep → index',
    ],
  ])('are found between %s', (_, imports, circle) => {
    expect(circlesOf(new Map(Object.entries(imports)))).toEqual([circle]);
  });

  it('are not found where all goes one way', () => {
    const imports = {
      'src/a/x.ts': ['src/b/x', 'src/c/x', 'valibot'],
      'src/b/x.ts': ['src/c/x', 'src/b/y'],
      'src/b/y.ts': ['src/c/y'],
    };

    expect(circlesOf(new Map(Object.entries(imports)))).toEqual([]);
  });
});

describe('the extension API', () => {
  const texts = {
    'polyfill.ts': "import 'webextension-polyfill';\n",
    'polyfill-type.ts':
      "import type { Tabs } from 'webextension-polyfill';\nexport type X = Tabs;\n",
    'polyfill-deep.ts': "import 'webextension-polyfill/dist/browser-polyfill';\n",
  };

  it.each(outsidePlatform)('is kept from %s by its name', (folder) => {
    for (const [file, text] of Object.entries(texts)) {
      expect(sourceProblems(`src/${folder}/${file}`, text, []), file).toEqual([
        expect.stringContaining('only platform/ touches the extension API'),
      ]);
    }
  });

  it('is open to platform', () => {
    for (const [file, text] of Object.entries(texts)) {
      expect(sourceProblems(`src/platform/${file}`, text, []), file).toEqual([]);
    }
  });

  describe('as a global', () => {
    const uses = {
      'chrome.ts': 'export const x = chrome.runtime.id;\n',
      'browser.ts': 'export const x = browser.runtime.id;\n',
    };
    const files = folders.flatMap((folder) =>
      Object.entries(uses).map(([file, text]) => [`src/${folder}/deep/${file}`, text] as const),
    );
    let complaints: ReadonlyMap<string, string>;
    let exitCode: number | null;

    beforeAll(() =>
      inTemporaryFolder((folder) => {
        copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
        plant(folder, Object.fromEntries(files));
        const parameters = ['--vcs-enabled=false', '--colors=off', '--max-diagnostics=none', '.'];
        const { status, stdout, stderr } = runTool(
          '@biomejs/biome/bin/biome',
          ['lint', ...parameters],
          folder,
        );
        exitCode = status;
        complaints = complaintsByFile(stdout + stderr);
      }),
    );

    it('fails the lint', () => {
      expect(exitCode).toBe(1);
    });

    it.each(files)('is refused by the linter in %s, but for platform', (path) => {
      if (path.startsWith('src/platform/')) expect(complaints.get(path)).toBeUndefined();
      else expect(complaints.get(path)).toContain('Only platform/ touches the extension API.');
    });
  });
});

/** A complaint begins with a line `path:line:column lint/group/rule`. Only the globals' count. */
function complaintsByFile(output: string): Map<string, string> {
  const complaints = output.split(/^(?=\S+:\d+:\d+ lint\/)/m);
  return new Map(
    complaints.flatMap((text) => {
      const path = /^(\S+?):\d+:\d+ lint\/style\/noRestricted/.exec(text)?.[1];
      // The text on one line: the reason may be wrapped.
      return path ? [[path.replaceAll('\\', '/'), text.replace(/\s+/g, ' ')]] : [];
    }),
  );
}
