/** The window in which the user signs in, and the address to which the server redirects. */
import type { RedirectKind } from '../domain/credential';
import { browser } from './extension-api';

/** Firefox's address: `launchWebAuthFlow` takes the loopback address with the same digest for it. */
const IN_FIREFOX = /^https:\/\/([0-9a-f]{40})\.extensions\.allizom\.org\/$/;

/**
 * The browser reserves the address for this extension and sends no request there.
 *
 * @returns the extension's address if the browser has no other.
 */
export function redirectUri(kind: RedirectKind): string {
  const own = browser.identity.getRedirectURL();
  const [, digest] = IN_FIREFOX.exec(own) ?? [];
  return kind === 'loopback' && digest !== undefined
    ? `http://127.0.0.1/mozoauth2/${digest}/`
    : own;
}

/** Whether this browser has the kind of address. */
export function hasRedirect(kind: RedirectKind): boolean {
  return kind === 'extension' || redirectUri(kind) !== redirectUri('extension');
}

/**
 * The window closes with the page that opened it.
 *
 * @returns undefined if the user closed the window or it could not show the page.
 */
export async function openSignInWindow(url: string): Promise<string | undefined> {
  return browser.identity.launchWebAuthFlow({ url, interactive: true }).catch(() => undefined);
}
