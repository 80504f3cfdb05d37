/**
 * A build step that leaves `import()` to the browser. Vite wraps each one in a helper that fetches
 * the chunk's own imports and styles ahead. From the disk that gains nothing, and the helper would
 * be a kilobyte of the popup's first paint.
 */

const HELPER = '\0vite/preload-helper.js';

/** @returns {import('vite').Plugin} */
export function plainImports() {
  return {
    name: 'keybearer:plain-imports',
    enforce: 'pre',
    config: () => ({
      build: {
        modulePreload: {
          // The pages' own polyfill for an old `link` relation would be code for no browser of ours.
          polyfill: false,
          resolveDependencies: (_, dependencies, { hostType }) =>
            hostType === 'html' ? dependencies : [],
        },
      },
    }),
    load(id) {
      return id.startsWith(HELPER) ? 'export const __vitePreload = (load) => load();' : undefined;
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const later = new Set(chunks.flatMap(({ dynamicImports }) => dynamicImports));
      for (const { fileName, viteMetadata } of chunks) {
        if (later.has(fileName) && viteMetadata?.importedCss.size) {
          this.error(`${fileName}: loaded on demand, so its styles would never be loaded`);
        }
      }
    },
  };
}
