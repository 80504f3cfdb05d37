/** The window in which the user signs in, and the address to which the server redirects. */
import { browser } from './extension-api';

/** The browser reserves the address for this extension and shows no page there. */
export function redirectUri(): string {
  return browser.identity.getRedirectURL();
}

/**
 * The window closes with the page that opened it.
 *
 * @returns undefined if the user closed the window or it could not show the page.
 */
export async function openSignInWindow(url: string): Promise<string | undefined> {
  return browser.identity.launchWebAuthFlow({ url, interactive: true }).catch(() => undefined);
}
