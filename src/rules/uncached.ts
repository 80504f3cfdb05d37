/**
 * Adds `Cache-Control: no-store` to a request with a credential.
 *
 * If the answer has `Vary: Authorization`, Firefox writes the header's value to the disk, in clear,
 * unless the request has `no-store`. A rule for the answer's headers would not be safe: it may be
 * gone when the answer comes.
 */
import type { Header } from '../domain/header';
import type { HeaderByRule } from './match';
import { type BrowserTraits, headersOf, type RuleContent } from './rule';

const NO_STORE: Header = { name: 'Cache-Control', value: 'no-store' };

/** @returns the placed headers, then `no-store` if the browser needs it. */
export function uncached(
  headers: readonly Header[],
  { cachesVariedHeaders }: BrowserTraits,
): readonly Header[] {
  const saysItself = headers.some(({ name }) => name.toLowerCase() === 'cache-control');
  return cachesVariedHeaders && !saysItself ? [...headers, NO_STORE] : headers;
}

/** @returns the headers of a rule's placement, without the one that `uncached` adds. */
export function placedHeadersOf(rule: RuleContent): readonly Header[] {
  const headers = headersOf(rule).map(({ header: name, value }) => ({ name, value }));
  // A profile may set the same header as its own credential: then it is the first of the rule.
  return headers.filter((each, index) => index === 0 || !isSame(each, NO_STORE));
}

/** @returns the placed headers among all that rules set on one request. */
export function credentialsAmong<H extends HeaderByRule>(sets: readonly H[]): readonly H[] {
  return sets.filter((set) => placedHeadersOf(set.rule).some((placed) => isSame(placed, set)));
}

function isSame(one: Header, other: Header): boolean {
  return one.name === other.name && one.value === other.value;
}
