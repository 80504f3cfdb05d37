/**
 * What the sources must not do, beyond what the linter's rules can say. The direction between
 * folders is the linter's: the overrides in biome.json.
 */
import { posix } from 'node:path';

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
    // The bare names are the linter's; it does not see them as properties.
    pattern: /\b(globalThis|window|self)\.(chrome|browser)\b/,
    reason: 'extension API: only platform/ touches it, by its import of the polyfill',
  },
  {
    pattern: /biome-ignore[^\n]*noRestricted/,
    reason: 'suppressed direction: a folder that needs an exception is in the wrong place',
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
  const imports = importsOf(path, text);
  return [
    ...FORBIDDEN.filter(({ pattern }) => pattern.test(text)).map(({ reason }) => reason),
    ...imports
      .filter((imported) => imported.startsWith('tests/') || imported.startsWith('scripts/'))
      .map((imported) => `${imported}: a test hook in the product is a door for everybody`),
    ...imports
      .filter((imported) => path !== LIST && reachesScheme(path, imported, schemes))
      .map((imported) => `${imported}: a scheme is imported by ${LIST} only, never by a scheme`),
  ].map((problem) => `${path}: ${problem}`);
}

/** The list of schemes, which alone knows all of them. */
const LIST = 'src/schemes/index.ts';

/**
 * The folders that the list imports from; the others hold what schemes share.
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

/**
 * What a module imports by a relative path, as paths from the root. Types count as well.
 *
 * @param {string} path
 * @param {string} text
 */
function importsOf(path, text) {
  const specifiers = text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]*)['"]/g);
  return [...specifiers].map(([, name = '']) => posix.join(posix.dirname(path), name));
}
