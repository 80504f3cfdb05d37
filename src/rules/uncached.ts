/**
 * Keeps the answers to requests with a credential out of the browser's HTTP cache, by a request header.
 *
 * Chromium hands a kept answer to every page of the same registrable domain, after a lock too, and
 * writes a digest of the headers that the answer's `Vary` names to the disk. It does not look at
 * `Cache-Control` of a request that a rule has changed, but passes each request with `If-Range` or
 * another precondition by its cache. A server ignores `If-Range` without `Range`. Only media elements
 * ask for ranges by themselves, so they get `If-Unmodified-Since`, which leaves ranges as they are.
 *
 * Firefox writes such headers to the disk in clear, unless the request has `no-store`.
 *
 * A rule for the answer's headers would not be safe: it may be gone when the answer comes.
 */
import type { Header } from '../domain/header';
import type { RequestCondition } from './conditions';
import type { HeaderByRule } from './match';
import type { Placement } from './placement';
import { type BrowserTraits, headersOf, type RuleContent } from './rule';
import { splitByMethod, splitByType } from './split-condition';

const NO_STORE: Header = { name: 'Cache-Control', value: 'no-store' };

/** The last date that servers with 32 bits for a time can read. */
const NEVER = 'Thu, 31 Dec 2037 23:55:55 GMT';

const IF_RANGE: Header = { name: 'If-Range', value: NEVER };
const IF_UNMODIFIED_SINCE: Header = { name: 'If-Unmodified-Since', value: NEVER };

const GUARDS = [NO_STORE, IF_RANGE, IF_UNMODIFIED_SINCE];

/** With one of these, Chromium passes a request by its cache. */
const PRECONDITIONS = ['if-range', 'if-unmodified-since', 'if-match'];

/** The methods whose answers Chromium keeps. On any other a page's own precondition has to arrive. */
const KEPT_METHODS = ['get', 'head'];

interface Part {
  readonly headers: readonly Header[];
  readonly condition: RequestCondition;
}

/** @returns parts that together match the same requests as the condition, each request in one part. */
export function uncached(
  { headers, access }: Pick<Placement, 'headers' | 'access'>,
  condition: RequestCondition,
  { cachesVariedHeaders, ignoresNoStore }: BrowserTraits,
): readonly Part[] {
  const saysItself = (names: readonly string[]) =>
    headers.some(({ name }) => names.includes(name.toLowerCase()));
  if (cachesVariedHeaders) return [{ headers: unstored(headers), condition }];
  if (!ignoresNoStore || access.allowCache || saysItself(PRECONDITIONS))
    return [{ headers, condition }];
  // The cache keeps the answer of a form too, and no form has a precondition of its own.
  if (isNavigation(condition)) return [{ headers: [...headers, IF_RANGE], condition }];
  const [kept, others] = splitByMethod(condition, KEPT_METHODS);
  const [media, rest] = kept ? splitByType(kept, 'media') : [];
  return [
    ...(rest ? [{ headers: [...headers, IF_RANGE], condition: rest }] : []),
    ...(media ? [{ headers: [...headers, IF_UNMODIFIED_SINCE], condition: media }] : []),
    ...(others ? [{ headers, condition: others }] : []),
  ];
}

/** A `Cache-Control` of the profile's own gets the word too: it may win over that of another header. */
function unstored(headers: readonly Header[]): readonly Header[] {
  const own = headers.find(({ name }) => name.toLowerCase() === 'cache-control');
  if (!own) return [...headers, NO_STORE];
  if (/no-store/i.test(own.value)) return headers;
  return headers.map((each) =>
    each === own ? { ...each, value: `${each.value}, no-store` } : each,
  );
}

function isNavigation({ resourceTypes }: RequestCondition): boolean {
  return resourceTypes?.every((type) => /^(main|sub)_frame$/.test(type)) === true;
}

/** @returns the headers of a rule's placement, without the one that `uncached` adds. */
export function placedHeadersOf(rule: RuleContent): readonly Header[] {
  // A profile may set the same header as its own credential: then it is the first of the rule.
  return allHeadersOf(rule).filter((each, index) => index === 0 || !isGuard(each));
}

/** @returns the headers that `uncached` has added to a rule. */
export function guardsOf(rule: RuleContent): readonly Header[] {
  const placed = placedHeadersOf(rule);
  return allHeadersOf(rule).filter((each) => !placed.some((one) => isSame(one, each)));
}

/** @returns the placed headers among all that rules set on one request. */
export function credentialsAmong<H extends HeaderByRule>(sets: readonly H[]): readonly H[] {
  return sets.filter((set) => placedHeadersOf(set.rule).some((placed) => isSame(placed, set)));
}

/** @returns the headers among them that only keep the answer out of the cache. */
export function guardsAmong<H extends HeaderByRule>(sets: readonly H[]): readonly H[] {
  return sets.filter((set) => guardsOf(set.rule).some((guard) => isSame(guard, set)));
}

function allHeadersOf(rule: RuleContent): readonly Header[] {
  return headersOf(rule).map(({ header: name, value }) => ({ name, value }));
}

function isGuard(header: Header): boolean {
  return GUARDS.some((guard) => isSame(guard, header));
}

function isSame(one: Header, other: Header): boolean {
  return one.name === other.name && one.value === other.value;
}
