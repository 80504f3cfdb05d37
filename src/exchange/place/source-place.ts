/** A place of a source: an address whose requests carry a header there. */

/** Like the fields of a form: `url` is an origin with its protocol, `path` is '' for the whole origin. */
export interface SourcePlace {
  readonly url: string;
  readonly path: string;
}

export function distinctPlaces(places: readonly SourcePlace[]): readonly SourcePlace[] {
  return [...new Map(places.map((place) => [`${place.url} ${place.path}`, place])).values()];
}

/** A filter of a source as places: never wider than the filter. */
export interface PlacesOfFilter {
  readonly places: readonly SourcePlace[];
  /** The filter takes more than the places. */
  readonly isNarrowed: boolean;
}
