/** Computes the one change that makes the installed rules equal to the wanted ones. Pure. */
import type { Rule, RuleContent } from './rule';

export interface RuleChange {
  readonly removeRuleIds: readonly number[];
  readonly addRules: readonly Rule[];
}

/**
 * Compares contents and trusts no id: a worker may have died between two changes.
 *
 * @returns a change that reuses free ids; both lists are empty if nothing has to change.
 */
export function diffRules(installed: readonly Rule[], wanted: readonly RuleContent[]): RuleChange {
  const unclaimed = idsByFingerprint(installed);
  const kept = new Set<number>();
  const missing = wanted.filter((rule) => {
    const id = unclaimed.get(fingerprint(rule))?.pop();
    if (id !== undefined) kept.add(id);
    return id === undefined;
  });
  const ids = freeIds(kept);
  return {
    removeRuleIds: installed.map(({ id }) => id).filter((id) => !kept.has(id)),
    addRules: missing.map((rule) => ({ id: ids.next().value, ...rule })),
  };
}

/** @returns the ids of the installed rules by fingerprint. */
function idsByFingerprint(installed: readonly Rule[]): Map<string, number[]> {
  const ids = new Map<string, number[]>();
  for (const rule of installed) {
    const key = fingerprint(rule);
    ids.set(key, [...(ids.get(key) ?? []), rule.id]);
  }
  return ids;
}

function* freeIds(taken: ReadonlySet<number>): Generator<number, never> {
  for (let id = 1; ; id++) if (!taken.has(id)) yield id;
}

/** Equal for equal content: the order of keys and of lists of conditions does not matter. */
function fingerprint(rule: RuleContent): string {
  const { priority, action, condition } = rule;
  const conditions = Object.entries(condition)
    .map(([key, value]) => [key, Array.isArray(value) ? value.toSorted() : value])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const headers = action.type === 'modifyHeaders' ? action.requestHeaders : [];
  const changes = headers.map((each) => [
    each.header.toLowerCase(),
    each.operation,
    'value' in each ? each.value : undefined,
  ]);
  return JSON.stringify([priority, action.type, changes, conditions]);
}
