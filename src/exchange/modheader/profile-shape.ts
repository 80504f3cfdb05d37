/** Tells ModHeader's profiles from the files of other tools. */
import type { SourceTree } from '../text/source-tree';
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asMap, asText, isMap } from '../text/tree';

const LISTS = [
  'headers',
  'respHeaders',
  'urlReplacements',
  'cookieHeaders',
  'setCookieHeaders',
  'reqCookieAppend',
  'cspHeaders',
  'urlFilters',
  'filters',
];

/** An export is a list of profiles; a shared one may be one profile, and the storage holds both. */
export function profilesIn(file: SourceTree): readonly TreeMap[] | undefined {
  const tree = file.json();
  const profiles = listIn(tree);
  return profiles.length > 0 && profiles.every(isMap) && profiles.some(isProfile)
    ? profiles
    : undefined;
}

function listIn(tree: Tree | undefined): readonly Tree[] {
  if (Array.isArray(tree)) return tree;
  const { profiles } = asMap(tree);
  if (Array.isArray(profiles)) return profiles;
  return isMap(tree) ? [tree] : [];
}

function isProfile(tree: Tree): boolean {
  const map = asMap(tree);
  const isNamed = asText(map.title) !== undefined || asText(map.shortTitle) !== undefined;
  // Requestly's rules and other collections have none of these beside a title.
  return isNamed && LISTS.some((list) => Array.isArray(map[list]));
}

/** The list of one kind of rows that are switched on. A row without a switch is on. */
export function enabledIn(profile: TreeMap, list: string): readonly TreeMap[] {
  const rows = profile[list];
  return Array.isArray(rows) ? rows.filter(isMap).filter(isEnabled) : [];
}

export function isEnabled({ enabled }: TreeMap): boolean {
  return asBoolean(enabled) !== false;
}
