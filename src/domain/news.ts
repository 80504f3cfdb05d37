/** Changes of an update that the user is told once: each changes what is sent, or may. */
import type { PathScope } from './site';

export const NEWS = [
  /** Firefox: the header no longer goes with the site's pictures and style sheets. */
  'pictures-left-out',
  /** Chromium: answers to our requests stay out of the cache; those that an older build left are there. */
  'cache-kept-out',
  /** A path scope ends at `/`, `?` or the end, no longer at any separator. */
  'paths-exact',
] as const;

export type News = (typeof NEWS)[number];

/** A change that matters in this browser and to this vault. */
export type NewsItem =
  | { readonly news: Exclude<News, 'paths-exact'> }
  /** The first paths of the profiles that cover less than before. */
  | { readonly news: 'paths-exact'; readonly paths: readonly PathScope[] };
