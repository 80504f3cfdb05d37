/**
 * Our own requests that show where a redirect leads. `fetch` hides that unless it follows the redirect;
 * the browser's events show it, on the hosts that the user has allowed. Chromium reports a redirect,
 * Firefox an answer with `Location`.
 */
import type { WebRequest } from 'webextension-polyfill';
import type { Origin } from '../domain/site';
import { askServer } from './ask-server';
import { browser } from './extension-api';
import { patternOf } from './site-permissions';

type Reported = Pick<
  WebRequest.OnResponseStartedDetailsType,
  'url' | 'tabId' | 'statusCode' | 'responseHeaders'
>;

/** The event comes before the answer, or a moment after it. */
const PATIENCE_MS = 500;

/**
 * @returns the answer; a redirect with its status and `Location`, or as `fetch` hides it if the browser
 * does not tell.
 */
export const askServerSeeingRedirects: typeof fetch = async (input, init) => {
  const { onBeforeRedirect, onResponseStarted } = browser.webRequest;
  const asked = new URL(String(input));
  let tell: (redirect: Response) => void = () => {};
  const redirect = new Promise<Response>((resolve) => {
    tell = resolve;
  });
  const listen = ({ url, tabId, statusCode: status, responseHeaders = [] }: Reported) => {
    const location = responseHeaders.find(({ name }) => name.toLowerCase() === 'location')?.value;
    // A request in a tab is another one for the same address.
    if (url !== asked.href || tabId !== -1 || location === undefined) return;
    tell(new Response(null, { status, headers: { Location: location } }));
  };
  // Cast: `Origin` is the form that the URL parser writes.
  const urls = [patternOf(asked.origin as Origin)];
  onBeforeRedirect.addListener(listen, { urls }, ['responseHeaders']);
  onResponseStarted.addListener(listen, { urls }, ['responseHeaders']);
  try {
    // Firefox adds a listener after the call has returned, and answers this question after that.
    await browser.permissions.contains({ origins: urls });
    const answer = await askServer(input, init);
    if (answer.type !== 'opaqueredirect') return answer;
    return await Promise.race([redirect, afterAWhile(answer)]);
  } finally {
    onBeforeRedirect.removeListener(listen);
    onResponseStarted.removeListener(listen);
  }
};

function afterAWhile(answer: Response): Promise<Response> {
  return new Promise((resolve) => setTimeout(() => resolve(answer), PATIENCE_MS));
}
