/** The window in which a server signs somebody in, and the address by which it comes back to us. */
import { browser } from './extension-api';

/** Belongs to this extension in this browser: no page is ever shown there. */
export function redirectUri(): string {
  return browser.identity.getRedirectURL();
}

/**
 * Lives as long as the page that calls it.
 *
 * @returns undefined if the window was closed before, or could not show the page.
 */
export async function openSignInWindow(url: string): Promise<string | undefined> {
  return browser.identity.launchWebAuthFlow({ url, interactive: true }).catch(() => undefined);
}
