/** The build of vite.config.ts, made again at each saved file, into a folder of its own. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Not the folder of `npm run build`: that build may be installed in a browser, or under test. */
export const DEV_DIST = 'dist/dev';

/**
 * Source maps are all that this build has and `npm run build` has not.
 *
 * @param {string} root The repository, or a copy of it.
 * @returns {import('vite').InlineConfig}
 */
export function devConfig(root) {
  return {
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    plugins: [watchesPublicFiles(root)],
    // A file that an open page has yet to load stays there.
    build: { outDir: `${DEV_DIST}/chrome`, emptyOutDir: false, sourcemap: true },
  };
}

/**
 * @typedef {object} Built
 * @property {boolean} isBackgroundNew Whether more changed than the code of the pages.
 *
 * @typedef {object} Watching
 * @property {(listener: (built: Built) => void) => void} onBuilt Of each later build that succeeds.
 * @property {() => Promise<void>} stop
 *
 * @param {string} root
 * @returns {Promise<Watching>} When the first build has succeeded.
 */
export async function watchBuild(root) {
  rmSync(join(root, DEV_DIST), { recursive: true, force: true });
  const config = devConfig(root);
  // Cast: with `watch` it is a watcher.
  const watcher = /** @type {import('vite').Rolldown.RolldownWatcher} */ (
    await build({ ...config, build: { ...config.build, watch: {} } })
  );
  /** @type {(built: Built) => void} */
  let tell = () => undefined;
  let background = '';
  await new Promise((resolve) => {
    let hasFailed = false;
    watcher.on('event', async (event) => {
      if (event.code === 'START') hasFailed = false;
      if (event.code === 'ERROR') {
        hasFailed = true;
        console.error(event.error.message);
      }
      if (event.code === 'BUNDLE_END' || event.code === 'ERROR') await event.result?.close();
      if (event.code !== 'END' || hasFailed) return;
      const before = background;
      background = backgroundOf(join(root, DEV_DIST, 'chrome'));
      resolve(undefined);
      if (before !== '') tell({ isBackgroundNew: background !== before });
    });
  });
  return {
    onBuilt: (listener) => {
      tell = listener;
    },
    stop: () => watcher.close(),
  };
}

/**
 * The loader names the background's script, whose name is a digest of its code and of the names that it
 * imports.
 *
 * @param {string} dir
 */
function backgroundOf(dir) {
  const files = ['manifest.json', 'service-worker-loader.js', '_locales/en/messages.json'];
  return files.map((name) => readFileSync(join(dir, name), 'utf8')).join('\n');
}

/**
 * Vite copies these files, and does not watch them.
 *
 * @param {string} root
 * @returns {import('vite').Plugin}
 */
function watchesPublicFiles(root) {
  const folder = join(root, 'public');
  return {
    name: 'keybearer:watches-public-files',
    buildStart() {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) this.addWatchFile(join(entry.parentPath, entry.name));
      }
    },
  };
}
