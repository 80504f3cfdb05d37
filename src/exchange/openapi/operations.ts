/**
 * Which operations of a description ask for which security schemes.
 *
 * Source: OpenAPI 3.1 §4.8.10 (`security` of an operation overrides that of the root), §4.8.30 (an
 * empty requirement: none is needed).
 */
import { METHODS, type Method } from '../../domain/profile';
import type { Reading } from '../format';
import type { Tree, TreeMap } from '../text/tree';
import { asList, asMap, asText } from '../text/tree';
import { resolved } from './reference';

/** Schemes that a request needs together. */
export interface Requirement {
  /** Names of schemes, each with the scopes that any operation asks for. */
  readonly scopes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly operations: readonly Operation[];
  /** Every operation of the description accepts it. */
  readonly isEverywhere: boolean;
}

export interface Operation {
  readonly path: string;
  /** Undefined: one that a profile cannot name, such as OPTIONS. */
  readonly method: Method | undefined;
  readonly servers: Tree | undefined;
  /** Protocols, in Swagger 2. */
  readonly schemes: Tree | undefined;
  readonly security: readonly TreeMap[];
}

const KEYS = new Map<string, Method | undefined>([
  ...METHODS.map((method) => [method.toLowerCase(), method] as const),
  ['options', undefined],
  ['trace', undefined],
]);

export async function operationsOf(root: TreeMap, reading: Reading): Promise<readonly Operation[]> {
  const operations: Operation[] = [];
  for (const [path, tree] of Object.entries(asMap(root.paths))) {
    const item = resolved(root, tree) ?? {};
    for (const [key, value] of Object.entries(item)) {
      if (!KEYS.has(key.toLowerCase())) continue;
      if (operations.length % 100 === 0) await reading.pause();
      reading.entry();
      const operation = asMap(value);
      operations.push({
        path,
        method: KEYS.get(key.toLowerCase()),
        servers: operation.servers ?? item.servers ?? root.servers,
        schemes: operation.schemes ?? root.schemes,
        security: securityOf(operation.security ?? root.security),
      });
    }
  }
  return operations;
}

function securityOf(security: Tree | undefined): readonly TreeMap[] {
  return asList(security).map(asMap);
}

interface Collected {
  readonly scopes: Map<string, Set<string>>;
  readonly operations: Operation[];
}

/** @returns one for each set of schemes. Empty ones, by which no credential is needed, are left out. */
export function requirementsOf(operations: readonly Operation[]): readonly Requirement[] {
  const found = new Map<string, Collected>();
  for (const operation of operations) {
    for (const requirement of operation.security) {
      const names = Object.keys(requirement).toSorted();
      if (names.length === 0) continue;
      const key = JSON.stringify(names);
      const before: Collected = found.get(key) ?? { scopes: new Map(), operations: [] };
      found.set(key, before);
      // An operation may name the same set twice.
      if (before.operations.at(-1) !== operation) before.operations.push(operation);
      for (const name of names) {
        const scopes = before.scopes.get(name) ?? new Set();
        before.scopes.set(name, scopes);
        for (const scope of asList(requirement[name]).map(asText)) if (scope) scopes.add(scope);
      }
    }
  }
  return [...found.values()].map((each) => ({
    ...each,
    isEverywhere: each.operations.length === operations.length,
  }));
}
