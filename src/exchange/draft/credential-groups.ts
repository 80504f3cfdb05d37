/** Groups the requests to one origin so that each group has one credential for each header. */
import type { FoundHeader } from './found';

/** A request with its credentials. */
export interface Use {
  readonly path: string;
  /** Keyed by the name of the header, in lower case: at most one each. */
  readonly headers: ReadonlyMap<string, FoundHeader>;
}

export interface Group<U extends Use> {
  readonly uses: readonly U[];
  readonly headers: readonly FoundHeader[];
}

interface OpenGroup<U extends Use> {
  readonly uses: U[];
  readonly headers: Map<string, FoundHeader>;
}

/** A request joins the group that has one of its credentials, and no other for any of its headers. */
export function groupsOf<U extends Use>(uses: readonly U[]): readonly Group<U>[] {
  const groups: OpenGroup<U>[] = [];
  const byCredential = new Map<string, OpenGroup<U>>();
  for (const use of uses) {
    const keys = [...use.headers.values()].map(keyOf);
    const known = keys.map((key) => byCredential.get(key));
    // A request with a header that no other request has joins the first group.
    const group = [...known, groups[0]].find((each) => each && isCompatible(each, use));
    const own: OpenGroup<U> = group ?? { uses: [], headers: new Map() };
    if (!group) groups.push(own);
    own.uses.push(use);
    for (const [name, header] of use.headers) {
      if (!own.headers.has(name)) own.headers.set(name, header);
    }
    for (const key of keys) if (!byCredential.has(key)) byCredential.set(key, own);
  }
  return groups.map((group) => ({ uses: group.uses, headers: [...group.headers.values()] }));
}

function isCompatible<U extends Use>({ headers }: OpenGroup<U>, use: U): boolean {
  return [...use.headers].every(([name, header]) => {
    const own = headers.get(name);
    return own === undefined || keyOf(own) === keyOf(header);
  });
}

/**
 * Leaves out credentials that are over: another one for the same header came later on the same path,
 * and this one never again.
 *
 * @param uses - In the order of time.
 */
export function withoutReplaced<U extends Use>(uses: readonly U[]) {
  const latest = new Map<string, string>();
  const over = new Set<string>();
  for (const { path, headers } of uses) {
    for (const [name, header] of headers) {
      const key = keyOf(header);
      over.delete(key);
      const place = `${name} ${path}`;
      const before = latest.get(place);
      if (before !== undefined && before !== key) over.add(before);
      latest.set(place, key);
    }
  }
  const live = uses.map((use) => ({
    ...use,
    headers: new Map([...use.headers].filter(([, header]) => !over.has(keyOf(header)))),
  }));
  return { uses: live.filter(({ headers }) => headers.size > 0), hasReplaced: over.size > 0 };
}

function keyOf({ schemeId, fields }: FoundHeader): string {
  return JSON.stringify([
    schemeId,
    Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

/** The path that all requests lie in, by whole segments; '' is the whole origin. */
export function commonPath(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map(segmentsOf);
  let shared = first;
  for (const segments of others) {
    const end = shared.findIndex((segment, at) => segments[at] !== segment);
    if (end !== -1) shared = shared.slice(0, end);
  }
  return shared.map((segment) => `/${segment}`).join('');
}

/** Up to the first segment that stands for others: `{id}`, `:id`, `*`. */
function segmentsOf(path: string): readonly string[] {
  const segments = path.split('/').slice(1);
  const end = segments.findIndex((segment) => /^$|^:|[{}<>$*|^\\%]/.test(segment));
  return end === -1 ? segments : segments.slice(0, end);
}
