/**
 * Reads YAML of a foreign file into a tree without prototypes.
 *
 * Scalars stay text (YAML 1.2 §10.1, failsafe schema): as numbers, `01234` and long digits would be
 * other credentials. Only a value that is null (§10.3.2) is none: tools write it for an empty field, and the
 * text `null` would be a credential.
 */
import { defineMappingTag, FAILSAFE_SCHEMA, load, nullCoreTag, YAMLException } from 'js-yaml';
import { IMPORT_DEPTH_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import { isMap, type Tree } from './tree';

/** Beyond any honest file; each alias costs its target's size once more. */
const ALIASES_AT_MOST = 100;
const NODES_AT_MOST = 1_000_000;

type OwnMap = { [key: string]: unknown };

const SCHEMA = FAILSAFE_SCHEMA.withTags(
  nullCoreTag,
  defineMappingTag<OwnMap>('tag:yaml.org,2002:map', {
    create: () => Object.create(null),
    addPair: (map, key, value) => {
      const name = nameOf(key);
      if (name === undefined) return 'a key is no text';
      map[name] = value;
      return '';
    },
    has: (map, key) => Object.hasOwn(map, nameOf(key) ?? ''),
    keys: (map) => Object.keys(map),
    get: (map, key) => map[nameOf(key) ?? ''],
    identify: () => false,
  }),
);

function nameOf(key: unknown): string | undefined {
  if (key === null) return 'null';
  return typeof key === 'string' ? key : undefined;
}

/**
 * @returns undefined if the text is no YAML document, has a key twice, or is a mere scalar.
 * @throws AppError `import-refused` with `import-too-deep`, or with `import-too-many` for aliases that
 * multiply.
 */
export function readYaml(text: string): Tree | undefined {
  const tree = loaded(text);
  if (typeof tree !== 'object' || tree === null) return undefined;
  // Cast: the schema makes text, null, lists and maps only.
  const whole = tree as Tree;
  measure(whole, 1, new Map());
  return whole;
}

function loaded(text: string): unknown {
  try {
    const bounds = { maxDepth: IMPORT_DEPTH_AT_MOST, maxAliases: ALIASES_AT_MOST };
    return load(text, { schema: SCHEMA, ...bounds });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // The library has no codes.
    if (error.reason.includes('maxDepth')) throw importRefused('import-too-deep');
    if (error.reason.includes('maxAliases')) throw importRefused('import-too-many');
    return undefined;
  }
}

interface Size {
  readonly nodes: number;
  readonly height: number;
}

/** Counts nodes as a walk would meet them, so with those behind each alias. A cycle is too deep. */
function measure(tree: Tree | undefined, depth: number, known: Map<unknown, Size>): Size {
  if (typeof tree !== 'object' || tree === null) return { nodes: 1, height: 0 };
  const before = known.get(tree);
  if (depth + (before?.height ?? 1) - 1 > IMPORT_DEPTH_AT_MOST)
    throw importRefused('import-too-deep');
  if (before) return before;
  let nodes = 1;
  let height = 0;
  for (const child of isMap(tree) ? Object.values(tree) : tree) {
    const size = measure(child, depth + 1, known);
    nodes += size.nodes;
    height = Math.max(height, size.height);
  }
  if (nodes > NODES_AT_MOST) throw importRefused('import-too-many');
  const size = { nodes, height: height + 1 };
  known.set(tree, size);
  return size;
}
