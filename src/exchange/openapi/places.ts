/** The places of the operations that ask for a credential: the servers, or paths on them. */
import type { Remark } from '../../domain/imported';
import { METHODS, type Method } from '../../domain/profile';
import type { SourcePlace } from '../place/source-place';
import type { Tree, TreeMap } from '../text/tree';
import type { Operation, Requirement } from './operations';
import { hostOf, PLACES_AT_MOST, type Servers, serversOf } from './servers';

export interface RequirementPlaces {
  readonly places: readonly SourcePlace[];
  /** Empty: all. */
  readonly methods: readonly Method[];
  readonly remarks: readonly Remark[];
}

/** So many paths can be read in a form. From more of them, the part that they share is taken. */
const PATHS_AT_MOST = 20;

/** Remembers the servers, since nearly all operations share them. */
export function placesIn(root: TreeMap): (requirement: Requirement) => RequirementPlaces {
  const isSwagger = root.swagger !== undefined;
  const known = new Map<Tree | undefined, Servers>();
  const serversFor = (named: Tree | undefined) => {
    const servers = known.get(named) ?? (isSwagger ? hostOf(root, named) : serversOf(named));
    known.set(named, servers);
    return servers;
  };
  return ({ operations, isEverywhere }) => {
    const byServers = new Map<Tree | undefined, Operation[]>();
    for (const operation of operations) {
      const named = isSwagger ? operation.schemes : operation.servers;
      const group = byServers.get(named) ?? [];
      byServers.set(named, group);
      group.push(operation);
    }
    const places: SourcePlace[] = [];
    const remarks: Remark[] = [];
    for (const [named, group] of byServers) {
      const servers = serversFor(named);
      const paths = isEverywhere ? [''] : pathsOf(group);
      for (const { url, path } of servers.places) {
        places.push(...paths.map((below) => ({ url, path: path + below })));
      }
      remarks.push(...servers.remarks);
      if (places.length >= PLACES_AT_MOST) break;
    }
    return {
      places: places.slice(0, PLACES_AT_MOST),
      methods: isEverywhere ? [] : methodsOf(operations),
      remarks,
    };
  };
}

function pathsOf(operations: readonly Operation[]): readonly string[] {
  const paths = new Set(operations.map(({ path }) => scopeOf(path)));
  const outer = [...paths].filter((path) => !isBelowOne(path, paths)).toSorted();
  return outer.length > PATHS_AT_MOST ? [sharedStart(outer)] : outer;
}

/** `/pets/{id}` as `/pets/*`. A path that a scope cannot say ends before the first such character. */
function scopeOf(path: string): string {
  const scope = path.replace(/\{[^{}]*\}/g, '*').replace(/\/$/, '');
  const reserved = scope.search(/[|^?#\\]/);
  return reserved < 0 ? scope : scope.slice(0, Math.max(0, scope.lastIndexOf('/', reserved)));
}

function isBelowOne(path: string, paths: ReadonlySet<string>): boolean {
  const segments = path.split('/');
  return segments.some((_, end) => end > 0 && paths.has(segments.slice(0, end).join('/')));
}

function sharedStart(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => path.split('/'));
  const end = [...first].findIndex((segment, index) =>
    others.some((other) => other[index] !== segment),
  );
  return [...first].slice(0, end < 0 ? undefined : end).join('/');
}

/** Empty if one of them is a method that a profile cannot name. */
function methodsOf(operations: readonly Operation[]): readonly Method[] {
  const used = new Set(operations.map(({ method }) => method));
  const methods = METHODS.filter((method) => used.has(method));
  return methods.length === METHODS.length ? [] : methods;
}
