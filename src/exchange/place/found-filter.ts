/** The URL filter of a header tool as places, and how the places compare with the filter. */
import type { RemarkCode } from '../../domain/imported';
import { placeOfUrl } from './place-of-url';
import { placeOfWildcard } from './place-of-wildcard';
import type { SourcePlace } from './source-place';
import { distinctPlaces } from './source-place';

export interface FoundFilter {
  readonly places: readonly SourcePlace[];
  /** False: the places cover a request that the filter leaves out, or the filter is unknown. */
  readonly isExact: boolean;
  readonly codes: readonly RemarkCode[];
  /** Opened addresses carry no header. */
  readonly isStrict?: boolean;
}

export function exactly(places: readonly SourcePlace[]): FoundFilter {
  return { places, isExact: true, codes: [] };
}

/** The filter covers more requests than the places. */
export function narrowedTo(places: readonly SourcePlace[]): FoundFilter {
  return { places, isExact: true, codes: ['narrowed'] };
}

export function inexactly(places: readonly SourcePlace[] = []): FoundFilter {
  return { places, isExact: false, codes: ['filter-inexact'] };
}

/** @param found - From a table of shapes, such as `placeOfRegex`. Undefined: the shape is not in it. */
export function fromShape(
  found: { readonly places: readonly SourcePlace[]; readonly isNarrowed: boolean } | undefined,
): FoundFilter {
  if (!found) return inexactly();
  return found.isNarrowed ? narrowedTo(found.places) : exactly(found.places);
}

/** Exactly one URL with its query. A path scope covers what lies below it too. */
export function oneUrl(url: string): FoundFilter {
  const { place, remarks } = placeOfUrl(url, 'path');
  const { places, codes } = inexactly(place ? [place] : []);
  return { places, isExact: false, codes: [...codes, ...remarks] };
}

/** The addresses that contain a text, if it names a host: `api.test`, `https://api.test/v1`. */
export function containing(text: string): FoundFilter {
  return text.includes('*') ? inexactly() : fromShape(placeOfWildcard(`*${text}*`));
}

/** Every address of the place begins with this. */
export function startOf({ url, path }: SourcePlace): string {
  return `${url}${path === '' ? '/' : path}`;
}

/** A host name without protocol and port: any protocol, any port. A port in it matches nothing. */
export function onHost(host: string): FoundFilter {
  const { place } = placeOfUrl(host, 'origin');
  if (!place || new URL(place.url).hostname !== host) return inexactly();
  return narrowedTo([place]);
}

/** A part of the filter's places. Empty: no place is left. */
export function restrictedTo(filter: FoundFilter, places: readonly SourcePlace[]): FoundFilter {
  if (places.length > 0) return { ...filter, places };
  return {
    places,
    isExact: false,
    codes: [...new Set([...filter.codes, 'filter-inexact' as const])],
  };
}

/**
 * All filters have to hold.
 *
 * @param filters - Undefined: one that every address passes.
 * @returns undefined: every address passes.
 */
export function allOf(filters: readonly (FoundFilter | undefined)[]): FoundFilter | undefined {
  const known = filters.filter((filter) => filter !== undefined);
  const [first, ...others] = known;
  return others.reduce<FoundFilter | undefined>((all, filter) => all && bothOf(all, filter), first);
}

function bothOf(a: FoundFilter, b: FoundFilter): FoundFilter {
  const inside = a.places.flatMap((place) =>
    b.places.flatMap((other) => {
      if (isPlaceInside(place, other)) return [place];
      return isPlaceInside(other, place) ? [other] : [];
    }),
  );
  const codes: readonly RemarkCode[] = [...new Set([...a.codes, ...b.codes])];
  return restrictedTo(
    { places: [], isExact: a.isExact && b.isExact, codes },
    distinctPlaces(inside),
  );
}

/**
 * One of the filters has to hold. Filters that cannot be expressed are left out, which is narrower, unless
 * none remains.
 *
 * @returns undefined: every address passes.
 */
export function anyOf(filters: readonly (FoundFilter | undefined)[]): FoundFilter | undefined {
  const known = filters.filter((filter) => filter !== undefined);
  if (known.length < filters.length) return undefined;
  const exact = known.filter(({ isExact }) => isExact);
  const some = exact.length > 0 ? exact : known;
  const codes: readonly RemarkCode[] = [
    ...some.flatMap((filter) => filter.codes),
    ...(some.length < known.length ? (['narrowed'] as const) : []),
  ];
  return {
    places: distinctPlaces(some.flatMap(({ places }) => places)),
    isExact: exact.length > 0,
    codes: [...new Set(codes)],
  };
}

function isPlaceInside(inner: SourcePlace, outer: SourcePlace): boolean {
  if (inner.url !== outer.url) return false;
  if (outer.path === '' || inner.path === outer.path) return true;
  const below = outer.path.endsWith('/') ? outer.path : `${outer.path}/`;
  return !outer.path.includes('*') && inner.path.startsWith(below);
}
