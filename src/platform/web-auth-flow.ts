/** The window in which the user signs in, the same without a window, and the address that leads back. */
import type { RedirectKind } from '../domain/credential';
import { isFirefox } from './browser-info';
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

/** The user waits for no silent visit, and most servers answer within one second. */
const SILENT_WITHIN_MS = 10_000;

/** A page may lead on by a script, so its load does not end the visit. An error page costs the time. */
const CHROMIUM_LIMITS = {
  abortOnLoadForNonInteractive: false,
  timeoutMsForNonInteractive: SILENT_WITHIN_MS,
};

/** The visits under way: one after the other, since two of one server would share its cookies. */
let visits: Promise<unknown> = Promise.resolve();

/**
 * Visits a server as the user's browser does, without a window. Chromium ends the visit by itself;
 * Firefox has no limit, so its answer is no longer awaited.
 *
 * @param begin - Awaited just before the visit.
 * @throws as `begin` does: then nothing is visited.
 * @returns undefined if the server did not lead back in time.
 */
export function visitSilently(
  url: string,
  begin: () => Promise<void>,
): Promise<string | undefined> {
  const visit = visits.then(async () => {
    await begin();
    const timer = new Promise<undefined>((resolve) => {
      setTimeout(resolve, SILENT_WITHIN_MS, undefined);
    });
    return Promise.race([ledWithoutWindow(url), timer]);
  });
  visits = visit.catch(() => undefined);
  return visit;
}

/** The browser may refuse an address at once. */
async function ledWithoutWindow(url: string): Promise<string | undefined> {
  // Firefox refuses options that it does not know.
  const options = { url, interactive: false, ...(!isFirefox() && CHROMIUM_LIMITS) };
  try {
    return await browser.identity.launchWebAuthFlow(options);
  } catch {
    return undefined;
  }
}
