/**
 * The filters of a ModHeader profile as places, methods and the strict mode.
 *
 * Filters of one kind are alternatives, kinds add up, and excludes win. Only enabled ones count.
 * Version 2 tests a regular expression anywhere in an address, version 1 at its start.
 */
import { METHODS, type Method } from '../../domain/profile';
import { liesOutside } from '../place/lies-outside';
import { placeOfRegex } from '../place/place-of-regex';
import { placeOfWildcard } from '../place/place-of-wildcard';
import type { PlacesOfFilter, SourcePlace } from '../place/source-place';
import type { TreeMap } from '../text/tree';
import { asList, asText } from '../text/tree';
import { enabledIn } from './profile-shape';

export interface Filtered {
  readonly places: readonly SourcePlace[];
  /** Empty: all. */
  readonly methods: readonly Method[];
  /** Opened addresses carry no header. */
  readonly isStrict: boolean;
  readonly isNarrowed: boolean;
  /** The source's filter is narrower than the places, or not known. */
  readonly isInexact: boolean;
}

/** Kinds that say when, or in which tab: no site of ours can. */
const OTHER_KINDS = ['tabFilters', 'tabGroupFilters', 'windowFilters', 'timeFilters'];
const KNOWN_KINDS = [
  'filters',
  'urlFilters',
  'excludeUrlFilters',
  'resourceFilters',
  'requestMethodFilters',
  'initiatorDomainFilters',
  'excludeRequestDomainFilters',
];

/** All requests that carry a header of ours, apart from opened addresses. */
const SUBRESOURCES = [
  'script',
  'stylesheet',
  'image',
  'font',
  'object',
  'xmlhttprequest',
  'ping',
  'media',
  'websocket',
  'other',
];

export function filtersOf(profile: TreeMap): Filtered {
  const found = placesOf(profile);
  const allowed = withoutExcludedHosts(profile, found.places);
  const methods = methodsOf(profile);
  const types = typesOf(profile);
  const initiators = initiatorsOf(profile);
  const hasInitiators = initiators.length > 0;
  const isStrict = hasInitiators || (types.length > 0 && !types.includes('main_frame'));
  const isInexact =
    found.isUnknown ||
    (found.places.length > 0 && allowed.length === 0) ||
    !domainsIn(profile, 'excludeRequestDomainFilters').every(isHostName) ||
    !excludesOf(profile).every((regex) => liesOutside(regex.source, regex, allowed)) ||
    (types.length > 0 && !SUBRESOURCES.every((type) => types.includes(type))) ||
    (hasInitiators && !allowed.every((place) => isWithin(place, initiators))) ||
    methods === 'none' ||
    hasOtherKinds(profile);
  return {
    places: allowed,
    methods: methods === 'none' ? [] : methods,
    isStrict,
    isNarrowed: found.isNarrowed || isStrict,
    isInexact,
  };
}

interface Regex {
  readonly source: string;
  readonly anchored: 'start' | 'anywhere';
}

function placesOf(profile: TreeMap) {
  const filters = [
    ...enabledIn(profile, 'urlFilters'),
    ...enabledIn(profile, 'filters').filter(({ type }) => type === 'urls'),
  ];
  const found = filters.map((filter) => placesOfFilter(filter, profile));
  const known = found.filter((each) => each !== undefined);
  return {
    places: known.flatMap(({ places }) => places),
    isNarrowed: known.length < found.length || known.some(({ isNarrowed }) => isNarrowed),
    isUnknown: found.length > 0 && known.length === 0,
  };
}

function placesOfFilter(filter: TreeMap, profile: TreeMap): PlacesOfFilter | undefined {
  const pattern = asText(filter.urlPattern);
  const regex = regexOf(filter, profile);
  if (regex === undefined && pattern !== undefined) return placeOfWildcard(pattern);
  return regex && placeOfRegex(regex.source, regex);
}

function regexOf({ urlRegex }: TreeMap, { version }: TreeMap): Regex | undefined {
  const source = asText(urlRegex);
  if (source === undefined) return undefined;
  return { source, anchored: Number(asText(version) ?? 1) >= 2 ? 'anywhere' : 'start' };
}

/** An exclude without an expression is taken as one of everything. */
function excludesOf(profile: TreeMap): readonly Regex[] {
  const excludes = [
    ...enabledIn(profile, 'excludeUrlFilters'),
    ...enabledIn(profile, 'filters').filter(({ type }) => type === 'excludeUrls'),
  ];
  return excludes.map((each) => regexOf(each, profile) ?? { source: '', anchored: 'anywhere' });
}

/** The browser takes a domain with its subdomains. */
function withoutExcludedHosts(profile: TreeMap, places: readonly SourcePlace[]) {
  const excluded = domainsIn(profile, 'excludeRequestDomainFilters');
  return places.filter((place) => !isWithin(place, excluded));
}

function initiatorsOf(profile: TreeMap): readonly string[] {
  return domainsIn(profile, 'initiatorDomainFilters');
}

function domainsIn(profile: TreeMap, list: string): readonly string[] {
  return enabledIn(profile, list).map(({ domain }) => (asText(domain) ?? '').trim().toLowerCase());
}

/** A host in the spelling of a URL: any other spelling would exclude none of our places. */
function isHostName(domain: string): boolean {
  return !domain.includes('*') && URL.parse(`https://${domain}/`)?.hostname === domain;
}

function isWithin({ url }: SourcePlace, domains: readonly string[]): boolean {
  const { hostname } = new URL(url);
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

/** `none`: only methods that never carry a header of ours. */
function methodsOf(profile: TreeMap): readonly Method[] | 'none' {
  const filters = enabledIn(profile, 'requestMethodFilters');
  if (filters.length === 0) return [];
  const named = filters.flatMap(({ methods }) =>
    asList(methods).map((method) => asText(method)?.toUpperCase()),
  );
  const methods = METHODS.filter((method) => named.includes(method));
  return methods.length > 0 ? methods : 'none';
}

function typesOf(profile: TreeMap): readonly string[] {
  const filters = [
    ...enabledIn(profile, 'resourceFilters'),
    ...enabledIn(profile, 'filters').filter(({ type }) => type === 'types'),
  ];
  const types = filters.flatMap(({ resourceType }) =>
    asList(resourceType).map((type) => asText(type) ?? ''),
  );
  // A filter without a type takes no request.
  return filters.length > 0 && types.length === 0 ? ['none'] : types;
}

function hasOtherKinds(profile: TreeMap): boolean {
  const unknown = Object.keys(profile).filter(
    (key) => /filters$/i.test(key) && !KNOWN_KINDS.includes(key),
  );
  const known = ['urls', 'excludeUrls', 'types'];
  return (
    [...OTHER_KINDS, ...unknown].some((list) => enabledIn(profile, list).length > 0) ||
    enabledIn(profile, 'filters').some(({ type }) => !known.includes(asText(type) ?? ''))
  );
}
