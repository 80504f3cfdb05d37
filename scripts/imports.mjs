/** The modules that a source names, found by a parser: types, re-exports and `import()` count. */
import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** Each kind of import, and where in it the module's name stands. */
const PLACES = {
  ImportDeclaration: 'source',
  ExportNamedDeclaration: 'source',
  ExportAllDeclaration: 'source',
  ImportExpression: 'source',
  TSImportType: 'source',
  TSExternalModuleReference: 'expression',
};

/** The ways in which a page and a style sheet name another file. */
const REFERENCE = /(?:\b(?:src|href)=|@import\s+(?:url\(\s*)?)["']([^"']+)["']/g;

/** An import with a computed name: no check can follow it. */
export const COMPUTED = '(computed)';

/**
 * @param {string} path - From the repository's root; its ending says the language.
 * @param {string} text
 * @returns {readonly string[]} paths from the root for relative names, other names as they are.
 */
export function importsOf(path, text) {
  const names = /\.(html|css)$/.test(path)
    ? [...text.matchAll(REFERENCE)].map(([, name = '']) => name)
    : namesIn(parse(path, text));
  return names.map((name) => {
    if (name.startsWith('.')) return posix.join(posix.dirname(path), name);
    // The bundler reads it from the root as well.
    return name.replace(/^\/(?=src\/)/, '');
  });
}

/**
 * @param {string} path
 * @param {string} text
 */
export function parse(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  return program;
}

/**
 * @param {unknown} node - Of the syntax tree, or a part of one.
 * @returns {readonly string[]}
 */
function namesIn(node) {
  if (typeof node !== 'object' || node === null) return [];
  const { type } = /** @type {{ type?: keyof typeof PLACES }} */ (node);
  const place = type && PLACES[type];
  /** @type {{ type: string, value?: unknown } | null | undefined} */
  const name = place && /** @type {Record<string, any>} */ (node)[place];
  const within = Object.values(node).flatMap(namesIn);
  // `export { x }` names no module.
  if (!name) return within;
  return [typeof name.value === 'string' ? name.value : COMPUTED, ...within];
}
