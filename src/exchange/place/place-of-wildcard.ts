/** The places of filters that are no regular expressions: `*` patterns, and prefixes of addresses. */
import { placeOfShape } from './place-of-shape';
import type { Piece } from './regex-shapes';
import type { PlacesOfFilter } from './source-place';

const LENGTH_AT_MOST = 2000;

/**
 * @param pattern - From the first to the last character of an address; `*` is any text, `/` and `?`
 * among it.
 * @returns undefined if it can be expressed neither exactly nor narrower.
 */
export function placeOfWildcard(pattern: string): PlacesOfFilter | undefined {
  return placesOf([...charactersOf(pattern), 'end']);
}

/** @param prefix - What an address begins with. */
export function placeOfPrefix(prefix: string): PlacesOfFilter | undefined {
  return prefix.includes('*') ? undefined : placesOf(charactersOf(prefix));
}

function charactersOf(text: string): readonly Piece[] {
  return [...text].map((char) => (char === '*' ? 'star' : { char }));
}

function placesOf(shape: readonly Piece[]): PlacesOfFilter | undefined {
  if (shape.length > LENGTH_AT_MOST) return undefined;
  const found = placeOfShape(shape, { isAnchored: true });
  return found && { places: [found.place], isNarrowed: !found.isExact };
}
