/**
 * The direction between folders (docs/architecture.md) is a rule of the linter. Here it is seen to
 * fail on a planted import of every forbidden folder, and to let every allowed one pass.
 */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inTemporaryFolder, plant, ROOT, runTool } from '../support/tool';

/** Folder → what it may import. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  schemes: ['domain'],
  discovery: ['domain'],
  vault: ['domain'],
  rules: ['domain'],
  diagnosis: ['domain', 'rules'],
  protocol: ['domain'],
  app: ['domain', 'schemes', 'discovery', 'vault', 'rules', 'diagnosis'],
  platform: ['domain', 'rules'],
  background: [
    'domain',
    'schemes',
    'discovery',
    'vault',
    'rules',
    'diagnosis',
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

const BIOME = '@biomejs/biome/bin/biome';

/** Everything that is planted, linted in one run: file → its text. */
const planted: Readonly<Record<string, string>> = Object.fromEntries([
  ...pairs.flatMap(({ from, to }) => [
    [`src/${from}/${to}-value.ts`, `export { x } from '../${to}/x';\n`],
    [`src/${from}/${to}-type.ts`, `import type { X } from '../${to}/x';\nexport type Y = X;\n`],
    [`src/${from}/deep/${to}.tsx`, `import '../../${to}';\n`],
    [`src/${from}/${to}-lazy.ts`, `export const x = () => import('../${to}/x');\n`],
  ]),
  ...folders.flatMap((folder) => [
    [`src/${folder}/polyfill.ts`, "import 'webextension-polyfill';\n"],
    [`src/${folder}/chrome.ts`, 'export const x = chrome.runtime.id;\n'],
    [`src/${folder}/browser.ts`, 'export const x = browser.runtime.id;\n'],
  ]),
  ['src/platform/ports.ts', "import type { X } from '../app/ports';\nexport type Y = X;\n"],
]);

let complaints: ReadonlyMap<string, string>;
let exitCode: number | null;

beforeAll(() =>
  inTemporaryFolder((folder) => {
    copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    plant(folder, planted);
    const parameters = ['--vcs-enabled=false', '--colors=off', '--max-diagnostics=none', '.'];
    const { status, stdout, stderr } = runTool(BIOME, ['lint', ...parameters], folder);
    exitCode = status;
    complaints = complaintsByFile(stdout + stderr);
  }),
);

describe('the dependency direction', () => {
  it('has a place for every folder there is', () => {
    expect(readdirSync(join(ROOT, 'src')).sort()).toEqual([...folders].sort());
  });

  it('fails the lint', () => {
    expect(exitCode).toBe(1);
  });

  it.each(pairs.filter((pair) => !isAllowed(pair)))('keeps $from from $to', ({ from, to }) => {
    for (const file of [`${to}-value.ts`, `${to}-type.ts`, `deep/${to}.tsx`, `${to}-lazy.ts`]) {
      expect(complaints.get(`src/${from}/${file}`), file).toMatch(
        /Dependency direction \(docs\/architecture\.md\): \w.{20}/,
      );
    }
  });

  it.each(pairs.filter(isAllowed))('lets $from import $to', ({ from, to }) => {
    for (const file of [`${to}-value.ts`, `${to}-type.ts`, `deep/${to}.tsx`, `${to}-lazy.ts`]) {
      expect(complaints.get(`src/${from}/${file}`), file).toBeUndefined();
    }
  });

  it.each(outsidePlatform)('keeps the polyfill and the browser’s globals from %s', (folder) => {
    expect(complaints.get(`src/${folder}/polyfill.ts`)).toContain('Dependency direction');
    for (const file of ['chrome.ts', 'browser.ts']) {
      expect(complaints.get(`src/${folder}/${file}`), file).toContain(
        'Only platform/ touches the extension API.',
      );
    }
  });

  it('lets platform import the ports, and no use case', () => {
    expect(complaints.get('src/platform/ports.ts')).toBeUndefined();
    expect(complaints.get('src/platform/app-value.ts')).toContain('Dependency direction');
  });

  it('lets platform touch the extension API', () => {
    for (const file of ['polyfill.ts', 'chrome.ts', 'browser.ts']) {
      expect(complaints.get(`src/platform/${file}`), file).toBeUndefined();
    }
  });
});

/** A complaint begins with a line `path:line:column lint/group/rule`. Only the direction's count. */
function complaintsByFile(output: string): Map<string, string> {
  const complaints = output.split(/^(?=\S+:\d+:\d+ lint\/)/m);
  return new Map(
    complaints.flatMap((text) => {
      const path = /^(\S+?):\d+:\d+ lint\/style\/noRestricted/.exec(text)?.[1];
      // As one line: the reason may be wrapped.
      return path ? [[path.replaceAll('\\', '/'), text.replace(/\s+/g, ' ')]] : [];
    }),
  );
}
