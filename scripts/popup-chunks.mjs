/**
 * A build step that makes few files of what the popup loads: one that it shares with the background,
 * one that it shares with the manager, and one with every view that it loads on demand. Each file is
 * compressed by itself and is one fetch, so few and large ones are smaller and sooner there.
 */
import { join } from 'node:path';

const POPUP = 'src/popup/main.tsx';
const MANAGER = 'src/manager/main.tsx';
const BACKGROUND = 'src/background/index.ts';

/** @typedef {(id: string) => { importedIds: readonly string[], dynamicallyImportedIds: readonly string[] } | null} ReadModule */

/**
 * The modules that are loaded with these, however deep.
 *
 * @param {readonly string[]} roots
 * @param {ReadModule} read
 * @param {{ later?: boolean }} [options] - Whether those behind an `import()` count as well.
 */
function loadedWith(roots, read, { later = false } = {}) {
  const found = new Set(roots);
  for (const id of found) {
    const { importedIds = [], dynamicallyImportedIds = [] } = read(id) ?? {};
    for (const each of [...importedIds, ...(later ? dynamicallyImportedIds : [])]) found.add(each);
  }
  return found;
}

/** @returns {import('vite').Plugin} */
export function popupChunks() {
  let root = '';
  /** @type {((id: string) => string | null) | undefined} */
  let chunkOf;
  /** @param {ReadModule} read */
  const divide = (read) => {
    const at = (/** @type {string} */ file) => [join(root, file).replaceAll('\\', '/')];
    const first = loadedWith(at(POPUP), read);
    const ever = loadedWith(at(POPUP), read, { later: true });
    const background = loadedWith(at(BACKGROUND), read, { later: true });
    const manager = loadedWith(at(MANAGER), read);
    return (/** @type {string} */ id) => {
      if (first.has(id)) return background.has(id) ? 'base' : manager.has(id) ? 'page' : null;
      if (ever.has(id)) return background.has(id) ? 'later-base' : 'later';
      return null;
    };
  };
  return {
    name: 'keybearer:popup-chunks',
    config(config) {
      root = config.root ?? process.cwd();
      const group = (/** @type {string} */ name, /** @type {number} */ priority) => ({
        priority,
        name: (/** @type {string} */ id, /** @type {{ getModuleInfo: ReadModule }} */ graph) => {
          chunkOf ??= divide((each) => graph.getModuleInfo(each));
          return chunkOf(id) === name ? name : null;
        },
      });
      // A group takes what its modules import along, so those that others import come first.
      const groups = [
        group('base', 4),
        group('page', 3),
        group('later-base', 2),
        group('later', 1),
      ];
      return { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } };
    },
    buildStart() {
      chunkOf = undefined;
    },
  };
}
