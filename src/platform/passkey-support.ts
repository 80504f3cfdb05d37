/** Whether this browser offers passkeys to an extension's own pages. */

/**
 * False in Firefox: an extension's page there may use passkeys of allowed sites, and has no relying
 * party id of its own.
 */
export function canUsePasskeys(): boolean {
  return location.protocol === 'chrome-extension:' && 'PublicKeyCredential' in window;
}
