import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { manifestPolicy } from './scripts/manifest-policy.mjs';
import { noRawHtml } from './scripts/no-raw-html.mjs';
import { plainImports } from './scripts/plain-imports.mjs';
import { popupBudget } from './scripts/popup-budget.mjs';
import { popupChunks } from './scripts/popup-chunks.mjs';
import { twoTargets } from './scripts/two-targets.mjs';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    noRawHtml(),
    // Cast: a JSON file's strings have no literal types; manifest-policy checks them.
    crx({ manifest: manifest as unknown as ManifestV3Export, browser: 'chrome' }),
    twoTargets(),
    manifestPolicy(),
    plainImports(),
    popupChunks(),
    popupBudget(),
  ],
  // One file, whose imports the browser resolves.
  worker: { format: 'es' },
  build: {
    // `twoTargets` makes dist/firefox of it.
    outDir: 'dist/chrome',
    target: ['chrome145', 'firefox142'],
    rolldownOptions: {
      input: {
        manager: 'src/manager/manager.html',
        clipboard: 'src/background/clipboard.html',
        cipher: 'src/background/cipher.html',
      },
      // A warning that a busy machine makes, and that tells nothing of the build.
      checks: { pluginTimings: false, bundlerTimings: false },
    },
  },
});
