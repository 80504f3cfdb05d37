/** Reads parts of a tree whose shape is not checked yet: each returns an empty value for another shape. */

/** JSON and YAML alike: maps have no prototype, and numbers that would lose digits are text. */
export type Tree = null | boolean | number | string | readonly Tree[] | TreeMap;
export interface TreeMap {
  readonly [key: string]: Tree | undefined;
}

export function asMap(tree: Tree | undefined): TreeMap {
  return isMap(tree) ? tree : {};
}

export function isMap(tree: Tree | undefined): tree is TreeMap {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}

export function asList(tree: Tree | undefined): readonly Tree[] {
  return Array.isArray(tree) ? tree : [];
}

/** The maps of a list, or the map itself: tools export one entry alone, or several as a list. */
export function mapsIn(tree: Tree | undefined): readonly TreeMap[] {
  return (isMap(tree) ? [tree] : asList(tree)).filter(isMap);
}

/** '' for an entry without a name. */
export function nameOf({ name }: TreeMap): string {
  return asText(name) ?? '';
}

/**
 * A switch of a source: a boolean, 1 or 0, or its text, which YAML 1.2 §10.3.2 also writes as `True` and `TRUE`.
 * Undefined: none of these.
 */
export function asBoolean(tree: Tree | undefined): boolean | undefined {
  const text = asText(tree)?.toLowerCase() ?? '';
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

/** Text, or a number or boolean as text. Undefined: not there, or another shape. */
export function asText(tree: Tree | undefined): string | undefined {
  if (typeof tree === 'string') return tree;
  return typeof tree === 'boolean' || typeof tree === 'number' ? String(tree) : undefined;
}
