/**
 * The requests of a site's own scripts that carry the header in Firefox: a list of the types that no
 * foreign page can cause (measured, docs/platform.md). Firefox takes the address of a style sheet for
 * the cause of all that the sheet loads, also where a foreign page includes it, so that pictures, style
 * sheets and XSLT are not among them. A type that a later Firefox adds carries nothing.
 */
export const FIREFOX_OWN_TYPES: readonly string[] = [
  'xmlhttprequest',
  'script',
  'beacon',
  'ping',
  'websocket',
  'media',
  'font',
];

/** Whether this page runs in the browser whose cache takes no `no-store` from a rule: see `uncached`. */
export function keepsFromCache(): boolean {
  return location.protocol === 'chrome-extension:';
}

/** Whether this page runs in the browser that leaves pictures out, so that a switch for them helps. */
export function leavesPicturesOut(): boolean {
  return location.protocol === 'moz-extension:';
}
