/** The rules for the sources, each with its reason. */
import { refusedDirection } from './directions.mjs';
import { COMPUTED, importsOf } from './imports.mjs';

const FORBIDDEN = [
  {
    pattern: /updateDynamicRules/,
    reason: 'updateDynamicRules: dynamic rules reach the disk in plaintext, use session rules',
  },
  {
    pattern: /import\.meta\.env|process\.env/,
    reason: 'environment: what the tests see must be what people get, so no branch depends on it',
  },
  {
    // The bare names are the linter's, which knows a parameter from a global.
    pattern: /\b(globalThis|window|self)\.(chrome|browser)\b/,
    reason: 'extension API: only platform/ touches it, by platform/extension-api',
  },
  {
    pattern: /biome-ignore[^\n]*noRestricted/,
    reason: 'suppressed direction: a folder that needs an exception is in the wrong place',
  },
  {
    pattern: /import\.meta\.glob/,
    reason: 'import by pattern: its direction cannot be checked',
  },
  {
    pattern: /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML/,
    reason: 'HTML from text: names and addresses are foreign input in a page that holds secrets',
  },
];

/**
 * @param {string} path - From the repository's root, with slashes: `src/schemes/basic/basic.ts`.
 * @param {string} text
 * @param {readonly string[]} schemes - Names of the folders that are a scheme each.
 * @returns {readonly string[]} what is wrong and why; empty if nothing is.
 */
export function sourceProblems(path, text, schemes) {
  return [
    ...FORBIDDEN.filter(({ pattern }) => pattern.test(text)).map(({ reason }) => reason),
    ...importsOf(path, text).flatMap((imported) => {
      const reason = refusedImport(path, imported, schemes);
      return reason ? [`${imported}: ${reason}`] : [];
    }),
  ].map((problem) => `${path}: ${problem}`);
}

/**
 * @param {string} path
 * @param {string} imported
 * @param {readonly string[]} schemes
 * @returns {string | undefined} the reason.
 */
function refusedImport(path, imported, schemes) {
  const direction = refusedDirection(path, imported);
  if (direction) return `dependency direction (docs/architecture.md): ${direction}`;
  if (imported === COMPUTED) return 'a computed name: its direction cannot be checked';
  if (/^(tests|scripts)\//.test(imported)) return 'a test hook in the product is open to everybody';
  if (imported.startsWith('webextension-polyfill') && !path.startsWith('src/platform/')) {
    return 'only platform/ touches the extension API';
  }
  if (path !== LIST && reachesScheme(path, imported, schemes)) {
    return `a scheme is imported by ${LIST} only, never by a scheme`;
  }
  return undefined;
}

/** The list of schemes, which alone knows all of them. */
const LIST = 'src/schemes/index.ts';

/**
 * The folders that the list imports from; the others hold the shared code of schemes.
 *
 * @param {string} list - Text of `src/schemes/index.ts`.
 */
export function schemeFolders(list) {
  return importsOf(LIST, list).flatMap((imported) => schemeFolder(imported) ?? []);
}

/**
 * @param {string} path
 * @param {string} imported
 * @param {readonly string[]} schemes
 */
function reachesScheme(path, imported, schemes) {
  const folder = schemeFolder(imported);
  return folder !== undefined && schemes.includes(folder) && folder !== schemeFolder(path);
}

/** @param {string} path */
function schemeFolder(path) {
  return /^src\/schemes\/([^/]+)\//.exec(path)?.[1];
}
