/**
 * A build step that fails if the popup loads what it must not, or more than it may.
 *
 * The popup opens many times a day: it has to be indistinguishable from an empty one, and the less
 * code shares a page with the user's picks, the less can go wrong there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const POPUP_PAGE = 'src/popup/popup.html';
export const POPUP_LIMIT_BYTES = 25 * 1024;

const FORBIDDEN = [
  {
    pattern: /\/src\/(schemes|vault|app|rules|background)\//,
    reason: 'secrets and crypto stay in the background',
  },
  {
    pattern: /\/node_modules\/(@noble|@scure|hash-wasm|valibot)\//,
    reason: 'crypto and parsing stay in the background',
  },
];

/**
 * @param {string} moduleId - Absolute path of a module that the popup loads statically.
 * @returns {string | undefined} why it may not.
 */
export function forbiddenInPopup(moduleId) {
  const path = moduleId.replaceAll('\\', '/');
  return FORBIDDEN.find(({ pattern }) => pattern.test(path))?.reason;
}

/**
 * @param {readonly string[]} files - Contents of the popup's html, css and js.
 * @returns {number} bytes, the sum of each gzipped at level 9.
 */
export function gzippedSize(files) {
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
}

/** @returns {import('vite').Plugin} */
export function popupBudget() {
  let outDir = '';
  return {
    name: 'keybearer:popup-budget',
    enforce: 'post',
    configResolved({ root, build }) {
      outDir = join(root, build.outDir);
    },
    writeBundle(_, bundle) {
      const chunks = staticGraph(bundle);
      for (const id of chunks.flatMap(({ moduleIds }) => moduleIds)) {
        const reason = forbiddenInPopup(id);
        if (reason) this.error(`popup: ${id} is in its static graph; ${reason}`);
      }
      const read = (/** @type {string} */ name) => readFileSync(join(outDir, name), 'utf8');
      const html = read(POPUP_PAGE);
      const styles = [...html.matchAll(/href="\/([^"]+\.css)"/g)].map(([, name = '']) => name);
      const size = gzippedSize([html, ...[...styles, ...chunks.map((c) => c.fileName)].map(read)]);
      this.info(`popup: ${size} bytes gzipped, of ${POPUP_LIMIT_BYTES}`);
      if (size > POPUP_LIMIT_BYTES) {
        this.error(
          `popup: ${size} bytes gzipped, more than ${POPUP_LIMIT_BYTES}: it must open at once`,
        );
      }
    },
  };
}

/**
 * The popup's entry chunk and all it imports statically.
 *
 * @param {import('vite').Rolldown.OutputBundle} bundle
 */
function staticGraph(bundle) {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const entry = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(POPUP_PAGE));
  if (!entry) throw new Error(`popup: no entry chunk for ${POPUP_PAGE}: this check checks nothing`);
  const graph = new Set([entry]);
  for (const chunk of graph) {
    for (const name of chunk.imports) {
      const imported = chunks.find(({ fileName }) => fileName === name);
      if (imported) graph.add(imported);
    }
  }
  return [...graph];
}
