/**
 * The condition of a HeaderEditor rule, as places: a `matchType` with a pattern, or a `condition` whose
 * parts all have to hold.
 *
 * `domain` is a host name without port, of any protocol. A prefix ends anywhere: `https://a.test` is one
 * of `https://a.test.evil.test/` too.
 */
import type { RemarkCode } from '../../domain/imported';
import type { Method } from '../../domain/profile';
import {
  allOf,
  anyOf,
  exactly,
  type FoundFilter,
  fromShape,
  oneUrl,
  onHost,
  restrictedTo,
} from '../place/found-filter';
import { liesOutside } from '../place/lies-outside';
import { methodsBut, methodsNamed, type NamedMethods } from '../place/methods-named';
import { placeOfRegex } from '../place/place-of-regex';
import { placeOfPrefix } from '../place/place-of-wildcard';
import type { SourcePlace } from '../place/source-place';
import type { Tree, TreeMap } from '../text/tree';
import { asList, asText, isMap } from '../text/tree';

export interface RuleFilter {
  readonly filter: FoundFilter;
  /** Empty: all. */
  readonly methods: readonly Method[];
}

export function ruleFilterOf(rule: TreeMap): RuleFilter {
  const { condition } = rule;
  return isMap(condition) ? ofCondition(condition) : ofMatchType(rule);
}

function ofMatchType(rule: TreeMap): RuleFilter {
  const pattern = asText(rule.pattern) ?? '';
  const filter = filterOf(asText(rule.matchType) ?? asText(rule.type) ?? '', pattern);
  const isExcluding = !isOutside(textsOf(rule.exclude), filter.places);
  return { filter: withDropped(filter, isExcluding), methods: [] };
}

function filterOf(matchType: string, pattern: string): FoundFilter {
  switch (matchType) {
    case 'all':
      return exactly([]);
    case 'prefix':
      return ofPrefix(pattern);
    case 'domain':
      return onHost(pattern);
    case 'url':
      return oneUrl(pattern);
    case 'regexp':
      return ofRegex(pattern) ?? exactly([]);
    default:
      return fromShape(undefined);
  }
}

/** @returns undefined: every address. */
function ofRegex(pattern: string): FoundFilter | undefined {
  return pattern === '' ? undefined : fromShape(placeOfRegex(pattern, { anchored: 'anywhere' }));
}

function ofPrefix(prefix: string): FoundFilter {
  return prefix === '' ? exactly([]) : fromShape(placeOfPrefix(prefix));
}

function ofCondition(condition: TreeMap): RuleFilter {
  const all = allOf([
    ...partsOf(condition.url, oneUrl),
    ...partsOf(condition.urlPrefix, ofPrefix),
    ...partsOf(condition.regex, (pattern) =>
      fromShape(placeOfRegex(pattern, { anchored: 'anywhere' })),
    ),
  ]);
  const hosts = textsOf(condition.domain);
  const onHosts = hosts.length > 0 ? atHosts(all, hosts) : all;
  const methods = methodsOf(condition);
  const kept = withoutHosts(onHosts ?? exactly([]), textsOf(condition.excludeDomain));
  const isDropped =
    Object.entries(condition).some(isUnsaid) ||
    !isOutside(textsOf(condition.excludeRegex), kept.places);
  const filter = withDropped(kept, isDropped);
  return {
    filter: {
      ...filter,
      isExact: filter.isExact && methods.isExact,
      codes: [...filter.codes, ...methods.codes],
    },
    methods: methods.methods,
  };
}

/** The other parts only narrow a condition, and a profile cannot say them. */
const SAID = [
  'all',
  'url',
  'urlPrefix',
  'regex',
  'domain',
  'method',
  'excludeMethod',
  'excludeDomain',
  'excludeRegex',
];

/** A part of another version too, and one in a shape that is not read here. */
function isUnsaid([name, part]: readonly [string, Tree | undefined]): boolean {
  if (part === undefined || part === null || part === '') return false;
  const list: readonly Tree[] = Array.isArray(part) ? part : [part];
  return (
    list.length > 0 && (!SAID.includes(name) || list.some((each) => asText(each) === undefined))
  );
}

/** Whether expressions that exclude addresses exclude none at the places. */
function isOutside(excluded: readonly string[], places: readonly SourcePlace[]): boolean {
  return excluded.every((each) => liesOutside(each, { anchored: 'anywhere' }, places));
}

/** A list of a part is one of which one has to hold. */
function partsOf(
  part: Tree | undefined,
  filterOfText: (text: string) => FoundFilter,
): readonly (FoundFilter | undefined)[] {
  const texts = textsOf(part);
  return texts.length === 0 ? [] : [anyOf(texts.map(filterOfText))];
}

function textsOf(part: Tree | undefined): readonly string[] {
  const list = Array.isArray(part) ? asList(part) : [part];
  return list.map(asText).filter((text): text is string => text !== undefined && text !== '');
}

function atHosts(
  filter: FoundFilter | undefined,
  hosts: readonly string[],
): FoundFilter | undefined {
  if (!filter) return anyOf(hosts.map(onHost));
  return restrictedTo(
    filter,
    filter.places.filter((place) => hosts.includes(hostOf(place))),
  );
}

/** Subdomains too: versions differ in whether an excluded domain has them. */
function withoutHosts(filter: FoundFilter, excluded: readonly string[]): FoundFilter {
  const isExcluded = (place: SourcePlace) =>
    excluded.some((host) => hostOf(place) === host || hostOf(place).endsWith(`.${host}`));
  if (filter.places.length === 0 || !filter.places.some(isExcluded)) return filter;
  return restrictedTo(
    filter,
    filter.places.filter((place) => !isExcluded(place)),
  );
}

function withDropped(filter: FoundFilter, isDropped: boolean): FoundFilter {
  if (!isDropped) return filter;
  const codes: readonly RemarkCode[] = [...filter.codes, 'filter-dropped'];
  return { ...filter, isExact: false, codes };
}

function hostOf({ url }: SourcePlace): string {
  return new URL(url).hostname;
}

function methodsOf({ method, excludeMethod }: TreeMap): NamedMethods {
  const named = textsOf(method);
  const excluded = textsOf(excludeMethod).map((each) => each.toUpperCase());
  if (named.length === 0) return methodsBut(excluded);
  const wanted = named.filter((each) => !excluded.includes(each.toUpperCase()));
  if (wanted.length > 0) return methodsNamed(wanted);
  return { methods: [], isExact: false, codes: ['filter-dropped'] };
}
