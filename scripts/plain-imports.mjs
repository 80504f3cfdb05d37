/**
 * A build step that leaves `import()` to the browser. Vite wraps each one in a helper that fetches
 * the chunk's own imports ahead. From the disk that gains nothing, and the helper would be a kilobyte
 * of the popup's first paint. What is left of it loads the styles of a chunk.
 */

const HELPER = '\0vite/preload-helper.js';

const CODE = `
const load = (path) => new Promise((done) => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/' + path;
  link.onload = link.onerror = done;
  document.head.append(link);
});
export const __vitePreload = async (run, styles = []) => {
  const missing = styles.filter((path) => !document.querySelector('link[href="/' + path + '"]'));
  const [module] = await Promise.all([run(), ...missing.map(load)]);
  return module;
};
`;

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
      return id === HELPER ? CODE : undefined;
    },
  };
}
