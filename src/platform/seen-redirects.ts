/**
 * Our own requests that show where a redirect leads. `fetch` hides that unless it follows the redirect;
 * the browser's events show it, on the hosts that the user has allowed.
 */
import type { WebRequest } from 'webextension-polyfill';
import type { Origin } from '../domain/site';
import { askServer } from './ask-server';
import { browser } from './extension-api';
import { patternOf } from './site-permissions';

type Redirect = WebRequest.OnBeforeRedirectDetailsType;

/** The event comes before the answer, or a moment after it. */
const PATIENCE_MS = 500;

/**
 * @returns the answer; a redirect with its status and `Location`, or as `fetch` hides it if the browser
 * does not tell.
 */
export const askServerSeeingRedirects: typeof fetch = async (input, init) => {
  const { onBeforeRedirect } = browser.webRequest;
  const asked = new URL(String(input));
  let tell: (details: Redirect) => void = () => {};
  const redirect = new Promise<Redirect>((resolve) => {
    tell = resolve;
  });
  const listen = (details: Redirect) => {
    // A request in a tab is another one for the same address.
    if (details.url === asked.href && details.tabId === -1) tell(details);
  };
  // Cast: `Origin` is the form that the URL parser writes.
  onBeforeRedirect.addListener(listen, { urls: [patternOf(asked.origin as Origin)] });
  try {
    const answer = await askServer(input, init);
    if (answer.type !== 'opaqueredirect') return answer;
    const seen = await Promise.race([redirect, pause()]);
    if (!seen) return answer;
    const { statusCode: status, redirectUrl } = seen;
    return new Response(null, { status, headers: { Location: redirectUrl } });
  } finally {
    onBeforeRedirect.removeListener(listen);
  }
};

function pause(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
}
