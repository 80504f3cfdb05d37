/** Changes of an update that the user is told once: each changes what is sent, or may. */

export const NEWS = [
  /** Firefox: the header no longer goes with the site's pictures and style sheets. */
  'pictures-left-out',
  /** Chromium: answers to our requests stay out of the cache; those that an older build left are there. */
  'cache-kept-out',
  /** A path scope ends at `/`, `?` or the end, no longer at any separator. */
  'paths-exact',
] as const;

export type News = (typeof NEWS)[number];
