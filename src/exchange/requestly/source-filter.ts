/**
 * The condition of one pair of a Requestly rule, as places.
 *
 * `host` is a host with its port. Wildcards are anchored at both ends, regular expressions are not.
 */
import type { Method } from '../../domain/profile';
import {
  containing,
  exactly,
  type FoundFilter,
  fromShape,
  inexactly,
  narrowedTo,
  oneUrl,
} from '../place/found-filter';
import { methodsNamed } from '../place/methods-named';
import { placeOfRegex } from '../place/place-of-regex';
import { placeOfUrl } from '../place/place-of-url';
import { placeOfWildcard } from '../place/place-of-wildcard';
import type { SourcePlace } from '../place/source-place';
import type { Tree, TreeMap } from '../text/tree';
import { asList, asMap, asText, isMap } from '../text/tree';

export interface SourceFilter {
  readonly filter: FoundFilter;
  /** Empty: all. */
  readonly methods: readonly Method[];
}

export function sourceFilterOf(source: TreeMap): SourceFilter {
  const restrictions = restrictionsOf(source.filters);
  const valuesOf = (wanted: string) =>
    restrictions.flatMap(([name, value]) => (name === wanted ? asList(value) : []));
  const { methods, codes, isExact } = methodsNamed(valuesOf('requestMethod'));
  const filter = filterOf(source) ?? exactly([]);
  const pages = valuesOf('pageDomains');
  const isByOwn = filter.places.every((place) => isOnPage(place, pages));
  // Pages of other sites, resource types and payloads: a profile would send its header there too.
  const isDropped = restrictions.some(
    ([name, value]) =>
      !(name === 'requestMethod' && Array.isArray(value)) && !(name === 'pageDomains' && isByOwn),
  );
  const isStrict = pages.length > 0 && isByOwn;
  return {
    filter: {
      places: filter.places,
      isExact: filter.isExact && isExact && !isDropped,
      codes: [
        ...filter.codes,
        ...codes,
        ...(isDropped ? (['filter-dropped'] as const) : []),
        ...(isStrict ? (['narrowed'] as const) : []),
      ],
      isStrict,
    },
    methods,
  };
}

/** A page's domain is taken with its subdomains, as the initiators of a profile are. */
function isOnPage({ url }: SourcePlace, pages: readonly Tree[]): boolean {
  const { hostname } = new URL(url);
  return pages
    .map(asText)
    .some((page) => page && (hostname === page || hostname.endsWith(`.${page}`)));
}

/** `filters` is a list of one map, a bare map, `{}` or `[]`. An empty value restricts nothing. */
function restrictionsOf(filters: Tree | undefined): readonly (readonly [string, Tree])[] {
  const maps = isMap(filters) ? [filters] : asList(filters).map(asMap);
  return maps.flatMap((map) =>
    Object.entries(map).flatMap(([name, value]) =>
      value === undefined || isEmpty(value) ? [] : [[name, value] as const],
    ),
  );
}

function isEmpty(value: Tree): boolean {
  if (isMap(value)) {
    const values = 'value' in value ? [value.value] : Object.values(value);
    return values.every((each) => each === undefined || isEmpty(each));
  }
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === '';
}

function filterOf(source: TreeMap): FoundFilter | undefined {
  const value = asText(source.value) ?? '';
  const operator = asText(source.operator) ?? '';
  // Requestly takes an empty value for every URL.
  if (value === '') return undefined;
  switch (asText(source.key)?.toLowerCase()) {
    case 'url':
      return ofUrl(operator, value);
    case 'host':
      return ofHost(operator, value);
    default:
      // A path alone names no host.
      return inexactly();
  }
}

function ofUrl(operator: string, value: string): FoundFilter | undefined {
  switch (operator) {
    case 'Equals':
      return oneUrl(value);
    case 'Contains':
      return containing(value);
    case 'Wildcard_Matches':
      return /^\*+$/.test(value) ? undefined : fromShape(placeOfWildcard(value));
    case 'Matches': {
      const { pattern, flags } = regexOf(value);
      return fromShape(placeOfRegex(pattern, { anchored: 'anywhere', flags }));
    }
    default:
      return inexactly();
  }
}

/** Requestly takes `/rx/flags` and the bare expression. */
function regexOf(value: string): { readonly pattern: string; readonly flags: string } {
  const [, pattern, flags] = /^\/(.+)\/([a-z]*)$/s.exec(value) ?? [];
  return { pattern: pattern ?? value, flags: flags ?? '' };
}

function ofHost(operator: string, value: string): FoundFilter | undefined {
  switch (operator) {
    case 'Equals':
      return onHostAndPort(value);
    case 'Contains':
      return inHost(value);
    case 'Wildcard_Matches':
      if (/^\*+$/.test(value)) return undefined;
      return value.includes('*') ? inexactly() : onHostAndPort(value);
    case 'Matches':
      return ofHostRegex(regexOf(value));
    default:
      return inexactly();
  }
}

/** No host contains a protocol or a path. */
function inHost(text: string): FoundFilter {
  const found = containing(text);
  return found.places.every(({ url }) => new URL(url).host === text) ? found : inexactly();
}

/** Any protocol. */
function onHostAndPort(value: string): FoundFilter {
  const { place } = placeOfUrl(value, 'origin');
  if (!place || new URL(place.url).host !== value) return inexactly();
  return narrowedTo([place]);
}

/** Takes a literal expression over hosts only: its own text is among the hosts that it matches. */
function ofHostRegex({ pattern, flags }: ReturnType<typeof regexOf>): FoundFilter {
  if (!/^[gi]*$/.test(flags)) return inexactly();
  const [, literal] = /^\^?((?:[a-z0-9-]|\\?\.)+(?::\d{1,5})?)\$?$/.exec(pattern) ?? [];
  return literal === undefined ? inexactly() : onHostAndPort(literal.replaceAll('\\', ''));
}
