/** A place of a source: an address whose requests carry a header there. */

/** As the site fields of a form: `url` is an origin with its protocol, `path` is '' for the whole origin. */
export interface SourcePlace {
  readonly url: string;
  readonly path: string;
}
