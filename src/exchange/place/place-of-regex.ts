/** The places of a filter that is a regular expression. It is translated, and never run. */
import { isPlainHttp } from '../../domain/site';
import { type PlaceOfShape, placeOfShape } from './place-of-shape';
import { shapesOfRegex } from './regex-shapes';
import type { PlacesOfFilter, SourcePlace } from './source-place';
import { distinctPlaces } from './source-place';

/** Longer ones are written by programs, and name no place. */
const LENGTH_AT_MOST = 500;

export interface RegexOptions {
  /** Whether a source tests it at the start of an address only, or anywhere in it. */
  readonly anchored: 'start' | 'anywhere';
  readonly flags?: string;
}

/** @returns undefined if it can be expressed neither exactly nor narrower. */
export function placeOfRegex(source: string, options: RegexOptions): PlacesOfFilter | undefined {
  const { anchored, flags = '' } = options;
  if (source.length > LENGTH_AT_MOST || !/^[dgimsuy]*$/.test(flags)) return undefined;
  const read = shapesOfRegex(source);
  if (!read) return undefined;
  const isAnchored = anchored === 'start' || flags.includes('y');
  const ignoresCase = flags.includes('i');
  const found = read.shapes.map((shape) => placeOfShape(shape, { isAnchored, ignoresCase }));
  const known = found.filter((each) => each !== undefined);
  const all = distinctPlaces(known.map(({ place }) => place));
  const places = withoutNeedlessHttp(all);
  if (places.length === 0) return undefined;
  const isExact = read.isWhole && known.length === found.length && known.every(isExactPlace);
  return { places, isNarrowed: !isExact || places.length < all.length };
}

function isExactPlace({ isExact }: PlaceOfShape): boolean {
  return isExact;
}

/** `https?` names the plain http of another computer beside its https: nothing is sent there. */
function withoutNeedlessHttp(places: readonly SourcePlace[]): readonly SourcePlace[] {
  const kept = places.filter(({ url }) => !isPlainHttp(new URL(url)));
  return kept.length > 0 ? kept : places;
}
