/** The dependency direction between the folders of `src` (docs/architecture.md): one table. */
import { posix } from 'node:path';

/**
 * Folder → its allowed imports from its neighbours, and the reason that refuses the others. A folder
 * inside a folder may have a line too (`'app/vault': [['app/ports'], '…']`): it lists the inner
 * folder's allowed imports from the outer one. A module is named without its ending.
 *
 * @typedef {Readonly<Record<string, readonly [allowed: readonly string[], reason: string]>>} Table
 */

const PURE = ['domain', 'schemes', 'discovery', 'vault', 'rules', 'diagnosis', 'backup'];
const PAGES = 'pages never reach schemes, vault, rules or app: secrets stay in the background';

/** @type {Table} */
export const DIRECTIONS = {
  domain: [[], 'the domain is the vocabulary: it imports nothing'],
  schemes: [['domain'], 'a scheme knows the domain only, so that it runs without a browser'],
  discovery: [['domain'], 'discovery turns answers of servers into proposals, and uses none'],
  vault: [['domain'], 'the vault is bytes in, bytes out: it knows the domain only'],
  rules: [['domain'], 'rules are compiled by pure functions of the domain'],
  diagnosis: [['domain', 'rules'], 'a diagnosis is a pure function of domain and compiled rules'],
  exchange: [
    ['domain', 'schemes'],
    'an importer reads foreign files: it knows no vault, no browser, no network',
  ],
  importer: [['domain', 'exchange'], 'the worker of an import has no way to the extension'],
  backup: [['domain', 'vault'], 'a backup is text in, text out'],
  protocol: [['domain'], 'pages and background share the protocol: it knows the domain only'],
  // The importers read foreign files in a worker of their own; a shared file is Keybearer's own.
  app: [[...PURE, 'exchange/share'], 'use cases reach the browser through app/ports only'],
  // The ports, and the content of the session.
  platform: [
    ['domain', 'rules', 'app/ports', 'app/session', 'app/session-keys'],
    'an adapter implements app/ports and decides nothing',
  ],
  background: [[...PURE, 'protocol', 'app', 'platform'], 'the background draws no page'],
  ui: [['domain', 'protocol', 'platform'], PAGES],
  popup: [['domain', 'protocol', 'platform', 'ui'], PAGES],
  manager: [['domain', 'protocol', 'platform', 'ui'], PAGES],
};

/**
 * @param {string} path - Of a source, from the repository's root.
 * @param {string} imported - Path from the root.
 * @param {Table} table
 * @returns {string | undefined} the reason to refuse this import.
 */
export function refusedDirection(path, imported, table = DIRECTIONS) {
  const [from, to] = [path, imported].map(moduleOf);
  if (!from || !to) return undefined;
  const [, line] =
    Object.entries(table).find(
      ([folder, [allowed]]) =>
        isIn(from, folder) &&
        // The line of an inner folder is about the folder around it only.
        isIn(to, posix.dirname(folder)) &&
        ![folder, ...allowed].some((each) => isIn(to, each)),
    ) ?? [];
  return line?.[1];
}

/**
 * @param {string} path - From the root.
 * @returns {string | undefined} in `src`, without its ending.
 */
function moduleOf(path) {
  return /^src\/(.+?)(?:\.tsx?)?$/.exec(path)?.[1];
}

/**
 * @param {string} module
 * @param {string} folder
 */
function isIn(module, folder) {
  return folder === '.' || module === folder || module.startsWith(`${folder}/`);
}
