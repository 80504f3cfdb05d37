/**
 * A build step that fails if the popup loads forbidden code, or more than its budget.
 *
 * The popup opens many times a day: it has to be indistinguishable from an empty one, and the less
 * code shares a page with the user's picks, the less can go wrong there. The first limit counts all
 * that is loaded before the popup is drawn: its page, its styles and every script that is imported
 * statically, however deep. The second counts every script that the popup can ever load, one that
 * it shares with another page included. Forbidden code is forbidden behind an `import()` as well.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

export const POPUP_PAGE = 'src/popup/popup.html';
export const POPUP_LIMIT_BYTES = 25 * 1024;
export const POPUP_WHOLE_LIMIT_BYTES = 34 * 1024;

const FORBIDDEN = [
  {
    // Anchored: the repository itself may lie in a folder called `src/app`.
    pattern: /^src\/(schemes|discovery|vault|app|rules|diagnosis|background)\//,
    reason: 'secrets and crypto stay in the background',
  },
  {
    pattern: /(^|\/)node_modules\/(@noble|@scure|hash-wasm|valibot)\//,
    reason: 'crypto and parsing stay in the background',
  },
];

/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */

/**
 * @param {string} module - A module that the popup loads, from the repository's root, with slashes.
 * @returns {string | undefined} why it may not.
 */
export function forbiddenInPopup(module) {
  return FORBIDDEN.find(({ pattern }) => pattern.test(module))?.reason;
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
  let root = '';
  let outDir = '';
  const complaintOf = (/** @type {string} */ id) => {
    // Without the mark of `popup-chunks.mjs`.
    const module = relative(root, id)
      .replaceAll('\\', '/')
      .replace(/\?popup$/, '');
    const reason = forbiddenInPopup(module);
    return reason ? [`popup: loads ${module}; ${reason}`] : [];
  };
  return {
    name: 'keybearer:popup-budget',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
      outDir = join(root, config.build.outDir);
    },
    writeBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      // The build of `npm run dev` names its source maps, which no package has.
      const read = (/** @type {string} */ name) =>
        readFileSync(join(outDir, name), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '');
      // By the page: Vite leaves out a chunk that would only import another one.
      const named = bundle[POPUP_PAGE] ? filesOf(read(POPUP_PAGE), []) : new Set();
      const entries = chunks.filter(({ fileName }) => named.has(fileName));
      if (entries.length === 0) {
        this.error(`popup: no entry for ${POPUP_PAGE}, so its budget checks nothing`);
      }
      const loaded = reachable(entries, chunks, (chunk) => chunk.imports);
      const ever = reachable(entries, chunks, (chunk) => [
        ...chunk.imports,
        ...chunk.dynamicImports,
      ]);
      const forbidden = ever.flatMap(({ moduleIds }) => moduleIds.flatMap(complaintOf));
      if (forbidden.length > 0) this.error(forbidden.join('\n'));
      const sizeOf = (/** @type {readonly Chunk[]} */ chunks) =>
        gzippedSize([POPUP_PAGE, ...filesOf(read(POPUP_PAGE), chunks)].map(read));
      const [first, whole] = [sizeOf(loaded), sizeOf(ever)];
      this.info(
        `popup: ${first} bytes gzipped, of ${POPUP_LIMIT_BYTES}; ` +
          `with all it can load ${whole}, of ${POPUP_WHOLE_LIMIT_BYTES}`,
      );
      if (first > POPUP_LIMIT_BYTES) {
        this.error(
          `popup: ${first} bytes gzipped, more than ${POPUP_LIMIT_BYTES}: it must open at once`,
        );
      }
      if (whole > POPUP_WHOLE_LIMIT_BYTES) {
        this.error(
          `popup: ${whole} bytes gzipped with all it can load, more than ` +
            `${POPUP_WHOLE_LIMIT_BYTES}: each view must open at once`,
        );
      }
    },
  };
}

/**
 * The scripts and styles that the page names, and those of the chunks, each once.
 *
 * @param {string} html
 * @param {readonly Chunk[]} chunks
 */
function filesOf(html, chunks) {
  const named = [...html.matchAll(/(?:href|src)="\/([^"]+\.(?:css|js))"/g)];
  return new Set([
    ...named.map(([, name = '']) => name),
    ...chunks.flatMap(({ fileName, viteMetadata }) => [
      fileName,
      ...(viteMetadata?.importedCss ?? []),
    ]),
  ]);
}

/**
 * @param {readonly Chunk[]} entries
 * @param {readonly Chunk[]} chunks
 * @param {(chunk: Chunk) => readonly string[]} imports - File names of the chunks it imports.
 */
function reachable(entries, chunks, imports) {
  const found = new Set(entries);
  for (const chunk of found) {
    for (const name of imports(chunk)) {
      const imported = chunks.find(({ fileName }) => fileName === name);
      if (imported) found.add(imported);
    }
  }
  return [...found];
}
