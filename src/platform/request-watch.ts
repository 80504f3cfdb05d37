/**
 * Tells what becomes of requests, without slowing them: the browser does not wait for us, and the
 * headers of requests are not asked for.
 *
 * The first turn of the background listens everywhere, which in Chromium and Firefox means: on the
 * sites that the user has allowed. Otherwise the request that has woken it would be lost. As soon as
 * it is known which sites are of interest it listens on those only, and Chromium wakes a stopped
 * background for no other.
 */
import type { WebRequest } from 'webextension-polyfill';
import type { RequestWatch } from '../app/ports';
import { type HttpHeaders, linesOf, type Outcome, type SeenRequest } from '../domain/seen-request';
import type { Origin } from '../domain/site';
import { browser } from './extension-api';
import { perRequest } from './per-request';
import { isPrivateRequest } from './private-requests';
import { patternOf } from './site-permissions';

export type RequestListener = (request: SeenRequest, outcome: Outcome) => void;

const EVERYWHERE = ['https://*/*', 'http://*/*'];
/** Source: RFC 9110 §15.4; the others lead nowhere by themselves. */
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** What the events have in common, in both browsers. */
interface Details {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly type: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly timeStamp: number;
  /** Chromium's: an origin. */
  readonly initiator?: string;
  /** Firefox's: an address. */
  readonly originUrl?: string | undefined;
  readonly incognito?: boolean | undefined;
}

let listener: RequestListener | undefined;
/** The patterns that are listened on: for what becomes of requests, and for what leaves the browser. */
let heard: readonly string[] = [];
let seenClosely: readonly string[] = [];
const wanted = new Map<string, readonly Origin[]>();
/** The requests whose refusal has been told, before a dialog let it be shown. */
const challenged = perRequest<true>();
/** The requests that were answered: what breaks off after that is the body, or the page's own doing. */
const answered = perRequest<true>();
/** What left the browser, until it is told what has become of it. */
const sent = perRequest<HttpHeaders>();

/** In the first turn of the background. */
export function onRequest(tell: RequestListener): void {
  listener = tell;
  listenOn(EVERYWHERE);
}

/** What was added while no site was allowed stays silent, even when one is: so it is added anew. */
export function listenAgain(): void {
  listenOn(heard);
}

export const requestWatch: RequestWatch = {
  watch(origins) {
    const patterns = patternsOf(origins);
    if (patterns.join() !== heard.join()) listenOn(patterns);
  },

  lookClosely(who, origins) {
    const { onSendHeaders } = browser.webRequest;
    wanted.set(who, origins);
    const patterns = patternsOf([...wanted.values()].flat());
    if (patterns.join() === seenClosely.join()) return;
    seenClosely = patterns;
    onSendHeaders.removeListener(noteSent);
    // For sites that are not watched as well, as long as they are tested.
    listenOn(heard);
    if (patterns.length === 0) {
      sent.clear();
      return;
    }
    onSendHeaders.addListener(noteSent, { urls: [...patterns] }, sendHeadersOptions());
  },
};

function patternsOf(origins: readonly Origin[]): readonly string[] {
  return [...new Set(origins.map(patternOf))].sort();
}

function listenOn(patterns: readonly string[]): void {
  const { onResponseStarted, onBeforeRedirect, onAuthRequired, onErrorOccurred } =
    browser.webRequest;
  onResponseStarted.removeListener(tellAnswer);
  onAuthRequired.removeListener(tellChallenge);
  onBeforeRedirect.removeListener(tellRedirect);
  onErrorOccurred.removeListener(tellFailure);
  heard = patterns;
  const urls = [...new Set([...patterns, ...seenClosely])];
  if (urls.length === 0) return;
  const filter = { urls };
  onResponseStarted.addListener(tellAnswer, filter, ['responseHeaders']);
  onAuthRequired.addListener(tellChallenge, filter, ['responseHeaders']);
  onBeforeRedirect.addListener(tellRedirect, filter, ['responseHeaders']);
  onErrorOccurred.addListener(tellFailure, filter);
}

/** Chromium shows some headers only to who asks for all of them; Firefox does not know the word. */
function sendHeadersOptions(): WebRequest.OnSendHeadersOptions[] {
  const isChromium = browser.runtime.getURL('').startsWith('chrome-extension:');
  // Cast: Chromium's own option is in no types of the polyfill's.
  return ['requestHeaders', ...(isChromium ? ['extraHeaders'] : [])] as 'requestHeaders'[];
}

function noteSent({ requestId, requestHeaders }: WebRequest.OnSendHeadersDetailsType): void {
  sent.set(requestId, headersOf(requestHeaders));
}

function tellAnswer(details: WebRequest.OnResponseStartedDetailsType): void {
  const { statusCode: status, responseHeaders, fromCache } = details;
  if (isToldAlready(details)) return;
  answered.set(details.requestId, true);
  const headers = headersOf(responseHeaders);
  // What a script asks not to be followed is in Firefox an answer like any other.
  const [to] = REDIRECTS.includes(status) ? linesOf(headers, 'location') : [];
  const from = fromCache ? 'cache' : 'server';
  const isRedirect = to !== undefined;
  void tell(
    details,
    isRedirect
      ? { kind: 'redirected', status, headers, to }
      : { kind: 'answered', status, headers, from },
  );
}

/** A dialog may open now, and the answer be shown only when it is closed. */
function tellChallenge(details: WebRequest.OnAuthRequiredDetailsType): undefined {
  if (details.isProxy || challenged.has(details.requestId)) return;
  challenged.set(details.requestId, true);
  const { statusCode: status, responseHeaders } = details;
  void tell(details, {
    kind: 'answered',
    status,
    headers: headersOf(responseHeaders),
    from: 'server',
  });
}

function tellRedirect(details: WebRequest.OnBeforeRedirectDetailsType): void {
  const { statusCode: status, responseHeaders, redirectUrl: to } = details;
  // Firefox's word for having asked the page's service worker: it answers, or the server is asked now.
  if (status === 0) return;
  // Where it leads to is asked next, and has not been told yet.
  challenged.take(details.requestId);
  void tell(details, { kind: 'redirected', status, headers: headersOf(responseHeaders), to });
}

function tellFailure(details: WebRequest.OnErrorOccurredDetailsType): void {
  if (isToldAlready(details) || answered.take(details.requestId)) return;
  void tell(details, { kind: 'failed', error: details.error });
}

/** With what has left the browser once more, when the dialog was closed. */
function isToldAlready({ requestId }: Details): boolean {
  if (!challenged.take(requestId)) return false;
  sent.take(requestId);
  return true;
}

async function tell(details: Details, outcome: Outcome): Promise<void> {
  // At once, and whoever's it is: the same request may go on to somewhere else.
  const left = sent.take(details.requestId);
  // What was seen now is judged by what is in force now: nothing is awaited unless it has to be.
  const isPrivate = isPrivateRequest(details);
  if (isPrivate === true || (isPrivate !== false && (await isPrivate))) return;
  listener?.(await requestOf(details, left), outcome);
}

async function requestOf(details: Details, left: HttpHeaders | undefined): Promise<SeenRequest> {
  const { url, method, type, tabId, frameId, timeStamp } = details;
  const initiator = details.initiator ?? originOf(details.originUrl);
  const top = frameId > 0 && type !== 'main_frame' ? await topOf(tabId) : initiator;
  return {
    at: timeStamp,
    url: url.replace(/#.*$/, ''),
    method,
    type,
    tabId,
    ...(left && { sent: left }),
    ...(initiator !== undefined && { initiator }),
    ...(top !== undefined && type !== 'main_frame' && { top }),
  };
}

/** Of a frame's requests only the tab knows; it does not tell where we are not allowed. */
async function topOf(tabId: number): Promise<string | undefined> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return originOf(tab?.url);
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}

function headersOf(headers: WebRequest.HttpHeaders | undefined): HttpHeaders {
  return (headers ?? []).map(({ name, value = '' }) => [name.toLowerCase(), value]);
}
