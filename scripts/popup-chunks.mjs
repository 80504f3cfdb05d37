/**
 * Divides the popup's code into few files: one for the first paint, one for all that comes on demand,
 * and the parts of both that the background runs too. A file is compressed as a whole, and each
 * further one costs a read from the disk: as a file for each view the popup is a quarter larger.
 */

/** @typedef {{ getModuleInfo(id: string): import('vite').Rolldown.ModuleInfo | null }} Modules */

const POPUP = '/src/popup/main.tsx';
/**
 * Files of their own. The first draws the popup when it is loaded, and the manager loads the files beside
 * it; a list of exports within another file would need the bundler's code for namespaces.
 */
const ENTRIES = [POPUP, '/src/popup/views/on-demand-views.ts'];
const BACKGROUND = '/src/background/index.ts';

/** @returns {import('vite').Plugin} */
export function popupChunks() {
  let root = '';
  /** @type {Reached | undefined} */
  let reached;
  const group = (/** @type {string} */ name, /** @type {number} */ priority) => ({
    debugName: name,
    priority,
    /** @type {import('vite').Rolldown.CodeSplittingNameFunction} */
    name: (id, modules) => {
      reached ??= reachedBy(modules, root);
      return chunkOf(id, reached) === name ? name : null;
    },
  });
  // In the order of what each may import: a group takes along the imports that no earlier one has.
  const groups = [
    group('shared', 4),
    group('popup', 3),
    group('later-shared', 2),
    group('later', 1),
  ];
  return {
    name: 'keybearer:popup-chunks',
    config: () => ({ build: { rolldownOptions: { output: { codeSplitting: { groups } } } } }),
    configResolved(config) {
      root = config.root.replaceAll('\\', '/');
    },
    // The build of `npm run dev` is made again with other imports.
    buildStart() {
      reached = undefined;
    },
  };
}

/**
 * @typedef {object} Reached
 * @property {ReadonlySet<string>} first - Loaded before the popup is drawn.
 * @property {ReadonlySet<string>} ever - All that the popup can load.
 * @property {ReadonlySet<string>} background
 */

/**
 * @param {string} id
 * @param {Reached} reached
 */
function chunkOf(id, { first, ever, background }) {
  if (!ever.has(id) || ENTRIES.some((entry) => id.endsWith(entry))) return undefined;
  if (first.has(id)) return background.has(id) ? 'shared' : 'popup';
  return background.has(id) ? 'later-shared' : 'later';
}

/**
 * @param {Modules} modules
 * @param {string} root - With slashes.
 * @returns {Reached}
 */
function reachedBy(modules, root) {
  const from = (/** @type {string} */ entry, /** @type {boolean} */ isOnDemandToo) => {
    const found = new Set([root + entry]);
    // A set is walked in the order of insertion, what is added meanwhile included.
    for (const id of found) {
      const { importedIds = [], dynamicallyImportedIds = [] } = modules.getModuleInfo(id) ?? {};
      for (const each of importedIds) found.add(each);
      if (isOnDemandToo) for (const each of dynamicallyImportedIds) found.add(each);
    }
    return found;
  };
  return {
    first: from(POPUP, false),
    ever: from(POPUP, true),
    background: from(BACKGROUND, true),
  };
}
