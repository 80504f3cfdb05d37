/** The product's own build, seen to fail: that its checks exist is not enough, they must be in it. */
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chromeManifest, firefoxManifest } from '../../scripts/two-targets.mjs';
import { DEV_DIST } from '../lab/demo/watch-build.mjs';
import { BUILT_FROM, inTemporaryFolder, plant, ROOT, runTool } from '../support/tool';

/** Builds a copy of the repository with some files replaced, and looks at the result. */
function buildWith<T>(
  files: Readonly<Record<string, string>>,
  look: (outcome: ReturnType<typeof runTool>, folder: string) => T,
): Promise<T> {
  return inTemporaryFolder((folder) => {
    for (const name of BUILT_FROM)
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    plant(folder, files);
    return look(runTool('vite/bin/vite.js', ['build'], folder), folder);
  });
}

const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const failure = (files: Readonly<Record<string, string>>) =>
  buildWith(files, ({ status, stdout, stderr }) => ({ status, output: stdout + stderr }));

describe('the build', () => {
  it('writes an extension for each browser, which differ in the manifest alone', async () => {
    await buildWith({}, ({ status, stderr }, folder) => {
      expect(stderr).toBe('');
      expect(status).toBe(0);
      const [chrome, firefox] = [join(folder, 'dist/chrome'), join(folder, 'dist/firefox')];
      expect(differences(chrome, firefox)).toEqual(['manifest.json']);

      // The build names the background's file; everything else is as it was written.
      const source = JSON.parse(text('manifest.json'));
      const { background } = json(join(chrome, 'manifest.json'));
      const wanted = { ...source, background };
      expect(json(join(chrome, 'manifest.json'))).toEqual(chromeManifest(wanted));
      expect(json(join(firefox, 'manifest.json'))).toEqual(firefoxManifest(wanted));
      expect(existsSync(join(firefox, background.service_worker))).toBe(true);

      // Planted, or the comparison above would show nothing.
      plant(chrome, { 'only-chrome.js': '' });
      plant(firefox, { 'src/popup/popup.html': '<!doctype html>', 'assets/only-firefox.js': '' });
      expect(differences(chrome, firefox)).toEqual([
        'assets/only-firefox.js',
        'manifest.json',
        'only-chrome.js',
        'src/popup/popup.html',
      ]);
    });
  });

  it('is what npm run dev shows, and needs and has nothing of it', async () => {
    await buildWith({}, (_, folder) => {
      const from = JSON.stringify(join(ROOT, 'tests/lab/demo/watch-build.mjs'));
      const script = `
        import { build } from 'vite';
        import { devConfig } from ${from};
        await build(devConfig(process.cwd()));`;
      plant(folder, { 'dev-build.mjs': script });
      const { status, stderr } = runTool(
        join('..', relative(ROOT, folder), 'dev-build.mjs'),
        [],
        folder,
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });

      for (const browser of ['chrome', 'firefox']) {
        const dev = join(folder, DEV_DIST, browser);
        const maps = filesIn(dev).filter((path) => path.endsWith('.map'));
        expect(maps.length).toBeGreaterThan(3);
        for (const path of maps) withoutMap(dev, path);
        expect(differences(join(folder, 'dist', browser), dev)).toEqual([]);
      }
    });
  });

  it('ships no way to set raw HTML', async () => {
    await buildWith({}, (_, folder) => {
      const scripts = filesIn(join(folder, 'dist/chrome')).filter((path) => path.endsWith('.js'));
      const texts = scripts.map((path) => readFileSync(join(folder, 'dist/chrome', path), 'utf8'));

      expect(scripts.length).toBeGreaterThan(3);
      expect(texts.filter((code) => /\.(inner|outer)HTML\s*=[^=]/.test(code))).toEqual([]);
    });
  });

  it('fails on a permission too many', async () => {
    const manifest = JSON.parse(text('manifest.json'));
    manifest.permissions.push('tabs');

    const { status, output } = await failure({ 'manifest.json': JSON.stringify(manifest) });

    expect(status).not.toBe(0);
    expect(output).toContain('permissions: tabs is more than what the promise needs');
  });

  it('fails on a content script', async () => {
    const manifest = { ...JSON.parse(text('manifest.json')), content_scripts: SCRIPTS };

    const { status, output } = await failure({
      'manifest.json': JSON.stringify(manifest),
      'src/page.ts': "import { text } from './platform/texts';\nconsole.log(text('lock'));",
    });

    expect(status).not.toBe(0);
    expect(output).toContain('content_scripts: must be absent');
  });

  it('fails on what the build alone has added to the manifest', async () => {
    const config = `import { readFileSync, writeFileSync } from 'node:fs';\n${text('vite.config.ts')}`;

    const { status, output } = await failure({
      'vite.config.ts': config.replace('plugins: [', `plugins: [${MEDDLER}, `),
    });

    expect(status).not.toBe(0);
    expect(output).toContain('web_accessible_resources: must be absent');
  });

  it('fails on a popup that reaches the vault', async () => {
    const main = `${text('src/popup/main.tsx')}\nimport { KDF_FLOOR } from '../vault/kdf';\nconsole.log(KDF_FLOOR);\n`;

    const { status, output } = await failure({ 'src/popup/main.tsx': main });

    expect(status).not.toBe(0);
    expect(output).toContain(
      'popup: loads src/vault/kdf.ts; secrets and crypto stay in the background',
    );
  });
});

/** Paths inside a folder, with slashes, sorted. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** Removes a source map, and the line of its script that names it. */
function withoutMap(folder: string, map: string): void {
  const script = join(folder, map.replace(/\.map$/, ''));
  rmSync(join(folder, map));
  // A script that makes the manifest is gone by then.
  if (!existsSync(script)) return;
  const code = readFileSync(script, 'utf8');
  writeFileSync(script, code.replace(/\n\/\/# sourceMappingURL=.*$/, ''));
}

/** Paths of the files that are not byte for byte the same in both folders. */
function differences(a: string, b: string): string[] {
  const [inA, inB] = [filesIn(a), filesIn(b)];
  return [...new Set([...inA, ...inB])].sort().filter((path) => {
    if (!inA.includes(path) || !inB.includes(path)) return true;
    return !readFileSync(join(a, path)).equals(readFileSync(join(b, path)));
  });
}

const SCRIPTS = [{ matches: ['https://*/*'], js: ['src/page.ts'] }];

/** A build plugin that exposes a file, as one for content scripts does. */
const MEDDLER = `{
  name: 'meddler',
  enforce: 'pre',
  writeBundle({ dir }) {
    const file = dir + '/manifest.json';
    const more = { web_accessible_resources: [{ resources: ['x.js'], matches: ['<all_urls>'] }] };
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...more }));
  },
}`;
