/**
 * Our pages reach stored values only by `src/platform/page-storage.ts`, which reads named keys,
 * and by nothing else, through however many modules (docs/decisions/0002-pages-never-receive-a-credential.md).
 * Events of a storage area hand the listener every changed value: no source asks for them.
 */
import { importsOf, parse } from './imports.mjs';

/** The one module through which pages reach stored values. */
const READER = 'src/platform/page-storage.ts';
/** The one module that opens a channel between the background and the pages. */
const ANNOUNCEMENTS = 'src/platform/announcements.ts';

const PAGES = /^src\/(popup|manager|ui)\//;

/** Names of the extension API and of the web's own interfaces that store. */
const STORES = [
  'storage',
  'indexedDB',
  'localStorage',
  'sessionStorage',
  'caches',
  'cookieStore',
  'cookies',
];

/**
 * @param {ReadonlyMap<string, string>} sources - Path from the repository's root → text.
 * @returns {readonly string[]} what is wrong and why; empty if nothing is.
 */
export function pageStorageProblems(sources) {
  const named = new Map([...sources].map(([path, text]) => [path, namesIn(path, text)]));
  const reached = reachedByPages(sources);
  return [...named].flatMap(([path, names]) => [
    ...(names.has('onChanged')
      ? [`${path}: events of a storage area hand every changed value to the listener`]
      : []),
    ...(names.has('BroadcastChannel') && path !== ANNOUNCEMENTS
      ? [`${path}: a channel carries announcements without a value only, see ${ANNOUNCEMENTS}`]
      : []),
    ...(reached.has(path) && path !== READER
      ? STORES.filter((store) => names.has(store)).map(
          (store) => `${path}: pages reach ${store} through it; they may by ${READER} only`,
        )
      : []),
  ]);
}

/**
 * The modules of the pages, and those that they import, and so on.
 *
 * @param {ReadonlyMap<string, string>} sources
 */
function reachedByPages(sources) {
  const reached = new Set([...sources.keys()].filter((path) => PAGES.test(path)));
  // A set that grows while it is read: what is added is read too.
  for (const path of reached) {
    for (const imported of importsOf(path, sources.get(path) ?? '')) {
      const found = ['', '.ts', '.tsx', '/index.ts'].find((end) => sources.has(imported + end));
      if (found !== undefined) reached.add(imported + found);
    }
  }
  return reached;
}

/**
 * The names that the code of a module uses, without those that it gives to properties of its own.
 *
 * @param {string} path
 * @param {string} text
 * @returns {ReadonlySet<string>}
 */
function namesIn(path, text) {
  /** @type {Set<string>} */
  const names = new Set();
  if (!/\.tsx?$/.test(path)) return names;
  /** @param {unknown} node */
  const walk = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const { type, name, computed, properties, property, ...parts } =
      /** @type {Record<string, any>} */ (node);
    if (type === 'Identifier') names.add(name);
    // `browser['storage']`
    if (type === 'MemberExpression' && property.type === 'Literal') names.add(property.value);
    for (const each of properties ?? []) {
      if (type === 'ObjectExpression' && each.type === 'Property' && !each.computed) {
        walk(each.value);
      } else walk(each);
    }
    if (type === 'TSPropertySignature' && !computed) delete parts.key;
    for (const each of [property, ...Object.values(parts)]) walk(each);
  };
  walk(parse(path, text));
  return names;
}
