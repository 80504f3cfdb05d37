/**
 * Follows a reference inside one description.
 *
 * Source: OpenAPI 3.1 §4.8.23 (Reference Object); RFC 6901 (JSON Pointer, as a URI fragment).
 */
import type { Tree, TreeMap } from '../text/tree';
import { asText, isMap } from '../text/tree';

const STEPS_AT_MOST = 100;

/** @returns undefined if it leads outside of the file, in a circle, or to something else than a map. */
export function resolved(root: TreeMap, tree: Tree | undefined): TreeMap | undefined {
  let current = tree;
  for (let step = 0; step < STEPS_AT_MOST; step += 1) {
    if (!isMap(current)) return undefined;
    const reference = asText(current.$ref);
    if (reference === undefined) return current;
    current = at(root, reference);
  }
  return undefined;
}

function at(root: TreeMap, reference: string): Tree | undefined {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map(decoded)
    .reduce<Tree | undefined>((tree, key) => ownOf(tree, key), root);
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return token;
  }
}

/** The entry of a map, never one that all objects inherit. */
export function ownOf(tree: Tree | undefined, key: string): Tree | undefined {
  if (Array.isArray(tree)) return /^\d{1,9}$/.test(key) ? tree[Number(key)] : undefined;
  return isMap(tree) && Object.hasOwn(tree, key) ? tree[key] : undefined;
}
