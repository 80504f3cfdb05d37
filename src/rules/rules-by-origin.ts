/**
 * Sorts rules by origin, so that a request on one origin does not wait for the rules of all others.
 */
import type { RuleContent } from './rule';

type ByOrigin = ReadonlyMap<string, readonly RuleContent[]>;

/** For filters that do not begin with an origin. All of ours do. */
const ANYWHERE = '';

const known = new WeakMap<readonly RuleContent[], ByOrigin>();

/** @param rules - The same list for many requests: each list is sorted once. */
export function rulesOnOriginOf<R extends RuleContent>(
  rules: readonly R[],
  url: string,
): readonly R[] {
  const byOrigin = known.get(rules) ?? sort(rules);
  known.set(rules, byOrigin);
  const anywhere = byOrigin.get(ANYWHERE) ?? [];
  const there = byOrigin.get(startOf(url)) ?? [];
  // Cast: the map of a list holds members of that list.
  return (anywhere.length > 0 ? [...there, ...anywhere] : there) as readonly R[];
}

function sort(rules: readonly RuleContent[]): ByOrigin {
  const byOrigin = new Map<string, RuleContent[]>();
  for (const rule of rules) {
    const [, start = ANYWHERE] = /^\|([a-z]+:\/\/[^/*^|]+\/)/.exec(rule.condition.urlFilter) ?? [];
    const same = byOrigin.get(start);
    if (same) same.push(rule);
    else byOrigin.set(start, [rule]);
  }
  return byOrigin;
}

/** @returns the address up to its third slash. Parsing it would take longer than all the rest. */
function startOf(url: string): string {
  const host = url.indexOf('//') + 2;
  return url.slice(0, url.indexOf('/', host) + 1);
}
