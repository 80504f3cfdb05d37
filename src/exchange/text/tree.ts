/** Reads parts of a tree whose shape nobody has checked: each returns an empty value for another shape. */
import type { Tree, TreeMap } from './source-tree';

export function asMap(tree: Tree | undefined): TreeMap {
  return isMap(tree) ? tree : {};
}

export function isMap(tree: Tree | undefined): tree is TreeMap {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}

export function asList(tree: Tree | undefined): readonly Tree[] {
  return Array.isArray(tree) ? tree : [];
}

/** Text, or a number or boolean as text. Undefined: neither, or not there. */
export function asText(tree: Tree | undefined): string | undefined {
  if (typeof tree === 'string') return tree;
  return typeof tree === 'number' || typeof tree === 'boolean' ? String(tree) : undefined;
}
