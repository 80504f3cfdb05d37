/**
 * Reports the outcomes of requests without slowing them: the browser does not wait for us, and we do
 * not ask for request headers.
 *
 * In its first turn the background listens everywhere, which in both browsers means: on the sites that
 * the user has allowed. Otherwise the request that woke it would be lost. Once the background knows
 * the sites in use it listens on those only, and Chromium wakes it for no other site.
 */
import type { WebRequest } from 'webextension-polyfill';
import type { RequestWatch } from '../app/ports';
import {
  cutAddress,
  cutText,
  type HttpHeaders,
  linesOf,
  type Outcome,
  type SeenRequest,
} from '../domain/seen-request';
import { cookieAttributes } from '../domain/session-cookie';
import type { Origin } from '../domain/site';
import { watchAskedPages } from './asked-pages';
import { browser } from './extension-api';
import { withExtra } from './extra-headers';
import { perRequest } from './per-request';
import { isPrivateRequest } from './private-requests';
import { patternOf } from './site-permissions';

export type RequestListener = (request: SeenRequest, outcome: Outcome) => void;

const EVERYWHERE = ['https://*/*', 'http://*/*'];
/** Source: RFC 9110 §15.4; browsers follow no other status. */
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** The keys that the events share in both browsers. */
interface Details {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly type: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly timeStamp: number;
  /** An origin, in Chromium. */
  readonly initiator?: string;
  /** An address, in Firefox. */
  readonly originUrl?: string | undefined;
  readonly incognito?: boolean | undefined;
}

let listener: RequestListener | undefined;
/** The patterns of the listeners: for outcomes, and for headers that leave the browser. */
let heard: readonly string[] = [];
let seenClosely: readonly string[] = [];
const wanted = new Map<string, readonly Origin[]>();
/** Requests whose 401 was reported while the browser may show a login dialog. */
const challenged = perRequest<true>();
/** Requests with an answer: a later failure concerns the body, or the page has cancelled it. */
const answered = perRequest<true>();
/** The headers that left the browser, until the outcome is reported. */
const sent = perRequest<HttpHeaders>();

/** Must be called in the first turn of the background. */
export function onRequest(tell: RequestListener): void {
  listener = tell;
  listenOn(EVERYWHERE);
}

/** A listener that was added while no site was allowed stays silent, so it is added again. */
export function listenAgain(): void {
  listenOn(heard);
}

export const requestWatch: RequestWatch = {
  watch(origins) {
    const patterns = patternsOf(origins);
    if (patterns.join() !== heard.join()) listenOn(patterns);
  },

  watchAsked: watchAskedPages,

  lookClosely(who, origins) {
    const { onSendHeaders } = browser.webRequest;
    wanted.set(who, origins);
    const patterns = patternsOf([...wanted.values()].flat());
    if (patterns.join() === seenClosely.join()) return;
    seenClosely = patterns;
    onSendHeaders.removeListener(noteSent);
    // A test watches sites that are not in use, too.
    listenOn(heard);
    if (patterns.length === 0) {
      sent.clear();
      return;
    }
    onSendHeaders.addListener(noteSent, { urls: [...patterns] }, withExtra('requestHeaders'));
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
  // Costs each request time, so only while the user looks on or tests.
  const headers =
    seenClosely.length > 0 ? withExtra('responseHeaders') : ['responseHeaders' as const];
  onResponseStarted.addListener(tellAnswer, filter, headers);
  onAuthRequired.addListener(tellChallenge, filter, headers);
  onBeforeRedirect.addListener(tellRedirect, filter, headers);
  onErrorOccurred.addListener(tellFailure, filter);
}

function noteSent({ requestId, requestHeaders }: WebRequest.OnSendHeadersDetailsType): void {
  // Not cut: they are compared with ours.
  sent.set(requestId, headersOf(requestHeaders));
}

function tellAnswer(details: WebRequest.OnResponseStartedDetailsType): void {
  const { statusCode: status, responseHeaders, fromCache } = details;
  if (isToldAlready(details)) return;
  answered.set(details.requestId, true);
  const headers = answerHeadersOf(responseHeaders);
  // In Firefox a redirect that a script does not follow is reported as an answer.
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

/** Reported now: a login dialog may open and delay the answer until it is closed. */
function tellChallenge(details: WebRequest.OnAuthRequiredDetailsType): undefined {
  if (details.isProxy || challenged.has(details.requestId)) return;
  challenged.set(details.requestId, true);
  const { statusCode: status, responseHeaders } = details;
  void tell(details, {
    kind: 'answered',
    status,
    headers: answerHeadersOf(responseHeaders),
    from: 'server',
  });
}

function tellRedirect(details: WebRequest.OnBeforeRedirectDetailsType): void {
  const { statusCode: status, responseHeaders, redirectUrl: to } = details;
  // Firefox reports a request to the page's service worker so; an answer or a request follows.
  if (status === 0) return;
  // The target of the redirect has not been reported yet.
  challenged.take(details.requestId);
  void tell(details, {
    kind: 'redirected',
    status,
    headers: answerHeadersOf(responseHeaders),
    to: cutAddress(to),
  });
}

function tellFailure(details: WebRequest.OnErrorOccurredDetailsType): void {
  if (isToldAlready(details) || answered.take(details.requestId)) return;
  void tell(details, { kind: 'failed', error: details.error });
}

/** Drops the headers that were sent again after the dialog was closed. */
function isToldAlready({ requestId }: Details): boolean {
  if (!challenged.take(requestId)) return false;
  sent.take(requestId);
  return true;
}

async function tell(details: Details, outcome: Outcome): Promise<void> {
  // Taken at once, private or not: the same request may be redirected and sent again.
  const left = sent.take(details.requestId);
  // Judged by the rules in force now, so only an unknown answer is awaited.
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
    url: cutAddress(url).replace(/#.*$/, ''),
    method,
    type,
    tabId,
    ...(left && { sent: left }),
    ...(initiator !== undefined && { initiator }),
    ...(top !== undefined && type !== 'main_frame' && { top }),
  };
}

/** Only the tab knows the top page of a frame's request, and tells it for allowed sites alone. */
async function topOf(tabId: number): Promise<string | undefined> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return originOf(tab?.url);
}

function originOf(url = ''): string | undefined {
  return URL.parse(cutAddress(url))?.origin;
}

function answerHeadersOf(headers: WebRequest.HttpHeaders | undefined): HttpHeaders {
  return headersOf(headers).map(([name, value]) => [name, cutText(value)]);
}

function headersOf(headers: WebRequest.HttpHeaders | undefined): HttpHeaders {
  return (headers ?? []).map(({ name: spelled, value = '' }) => {
    const name = spelled.toLowerCase();
    return [name, name === 'set-cookie' ? cookieAttributes(value) : value];
  });
}
