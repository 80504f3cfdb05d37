import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { manifestPolicy } from './scripts/manifest-policy.mjs';
import { popupBudget } from './scripts/popup-budget.mjs';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [crx({ manifest, browser: 'chrome' }), manifestPolicy(), popupBudget()],
  build: {
    outDir: 'dist/chrome',
    target: 'chrome145',
    // The pages' own polyfill for an old `link` relation would be code for no browser of ours.
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { manager: 'src/manager/manager.html' } },
  },
});
