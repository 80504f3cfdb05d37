/**
 * `Cache-Control: no-store` beside a credential.
 *
 * Where the answer says `Vary: Authorization`, Firefox writes the header's value to the disk, in
 * clear, unless the request itself says that it must not be stored. The answer's own headers would
 * do as well, but a rule for them may be gone by the time it comes.
 */
import type { Header } from '../domain/header';
import type { HeaderByRule } from './match';
import { type BrowserTraits, headersOf, type RuleContent } from './rule';

const NO_STORE: Header = { name: 'Cache-Control', value: 'no-store' };

/** @returns the placed headers, and after them what keeps them out of the browser's cache. */
export function uncached(
  headers: readonly Header[],
  { cachesVariedHeaders }: BrowserTraits,
): readonly Header[] {
  const saysItself = headers.some(({ name }) => name.toLowerCase() === 'cache-control');
  return cachesVariedHeaders && !saysItself ? [...headers, NO_STORE] : headers;
}

/** The headers of a rule's placement: without the one that `uncached` adds. */
export function placedHeadersOf(rule: RuleContent): readonly Header[] {
  const headers = headersOf(rule).map(({ header: name, value }) => ({ name, value }));
  // A profile may set the same header itself: then it is the first of its rule.
  return headers.filter((each, index) => index === 0 || !isSame(each, NO_STORE));
}

/** The placed headers among those that several rules set on one request. */
export function credentialsAmong<H extends HeaderByRule>(sets: readonly H[]): readonly H[] {
  return sets.filter((set) => placedHeadersOf(set.rule).some((placed) => isSame(placed, set)));
}

function isSame(one: Header, other: Header): boolean {
  return one.name === other.name && one.value === other.value;
}
