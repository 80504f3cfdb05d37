/**
 * Of many rules those that may reach an address: a request on one origin must not wait for the rules
 * of all others.
 */
import type { RuleContent } from './rule';

type ByOrigin = ReadonlyMap<string, readonly RuleContent[]>;

/** Of filters that do not begin with an origin; ours all do. */
const ANYWHERE = '';

const known = new WeakMap<readonly RuleContent[], ByOrigin>();

/** The same list is sorted once, so whoever asks for many requests keeps it. */
export function rulesOnOriginOf<R extends RuleContent>(
  rules: readonly R[],
  url: string,
): readonly R[] {
  const byOrigin = known.get(rules) ?? sort(rules);
  known.set(rules, byOrigin);
  const anywhere = byOrigin.get(ANYWHERE) ?? [];
  const there = byOrigin.get(startOf(url)) ?? [];
  // Cast: what is kept for a list are members of it.
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

/** Up to its third slash: cut, since parsing takes longer than all the rest. */
function startOf(url: string): string {
  const host = url.indexOf('//') + 2;
  return url.slice(0, url.indexOf('/', host) + 1);
}
