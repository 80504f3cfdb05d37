/**
 * Reads `RateLimit` and `RateLimit-Policy`, in the draft's present and earlier form.
 *
 * Source: draft-ietf-httpapi-ratelimit-headers-11 (`"default";r=50;t=30`, and the quota in the policy
 * of the same name), -07 (`limit=100, remaining=50, reset=30`); RFC 9651 for both.
 */
import { type BareItem, parseDictionary, parseList, Token } from 'structured-headers';
import { type HttpHeaders, linesOf } from '../domain/seen-request';
import type { Limit } from '../domain/verdict';
import { YEAR_MS } from './retry-after';

/** Usual values have a hundred characters. */
const LENGTH_AT_MOST = 8 * 1024;

export function limitsOfDraft(headers: HttpHeaders, now: number): readonly Limit[] {
  const text = textOf(headers, 'ratelimit');
  const named = parsed(parseList, text) ?? [];
  const policies = parsed(parseList, textOf(headers, 'ratelimit-policy')) ?? [];
  // Reversed: of several policies of one name the first counts.
  const policyOf = new Map(policies.toReversed().map(([item, policy]) => [nameIn(item), policy]));
  const limits = named.flatMap(([item, parameters]) => {
    const name = nameIn(item);
    const policy = policyOf.get(name);
    const quota = policy?.get('q');
    return limitOf(
      { remaining: parameters.get('r'), quota, reset: parameters.get('t') },
      now,
      name,
    );
  });
  if (limits.length > 0) return limits;
  const single = parsed(parseDictionary, text);
  const [remaining, quota, reset] = ['remaining', 'limit', 'reset'].map((key) => {
    const value = single?.get(key)?.[0];
    return Array.isArray(value) ? undefined : value;
  });
  return limitOf({ remaining, quota, reset }, now);
}

type Said = Readonly<Record<'remaining' | 'quota' | 'reset', BareItem | undefined>>;

/** @returns one limit; none if the server does not say how much is left. */
function limitOf({ remaining, quota, reset }: Said, now: number, name?: string): readonly Limit[] {
  if (typeof remaining !== 'number' || remaining < 0) return [];
  const resets = typeof reset === 'number' && reset >= 0 && 1000 * reset <= YEAR_MS;
  return [
    {
      ...(name !== undefined && { name }),
      remaining: Math.floor(remaining),
      ...(typeof quota === 'number' && quota > 0 && { quota }),
      ...(resets && { resetsAt: now + 1000 * reset }),
    },
  ];
}

function nameIn(item: unknown): string | undefined {
  if (item instanceof Token) return item.toString();
  return typeof item === 'string' ? item : undefined;
}

function textOf(headers: HttpHeaders, name: 'ratelimit' | 'ratelimit-policy'): string {
  const text = linesOf(headers, name).join(', ');
  return text.length > LENGTH_AT_MOST ? '' : text;
}

/** A field that is not well-formed is ignored (RFC 9651 §4.2). */
function parsed<T>(parse: (text: string) => T, text: string): T | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
