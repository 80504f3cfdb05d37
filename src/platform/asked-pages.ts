/**
 * Reports who opens a page in a tab: the user, the site itself, or any other page.
 *
 * Chromium does not tell the initiator of a page on a host that the user has not allowed, so a link there
 * looks like a typed address (measured). `Sec-Fetch-Site` tells them apart: the browser itself writes it,
 * and no page can (Fetch Metadata §2.3). It is absent on plain http, except on this computer.
 *
 * Sites without silent renewals are not watched, except in the first turn: a request may be what wakes the
 * background.
 */
import type { WebRequest } from 'webextension-polyfill';
import type { AskedPage } from '../app/ports';
import { cutAddress } from '../domain/seen-request';
import type { Origin } from '../domain/site';
import { browser } from './extension-api';
import { withExtra } from './extra-headers';
import { isPrivateRequest } from './private-requests';
import { patternOf } from './site-permissions';

const EVERYWHERE = ['https://*/*', 'http://*/*'];

type Details = WebRequest.OnSendHeadersDetailsType & {
  /** An origin, in Chromium. */
  readonly initiator?: string;
};

let listener: ((page: AskedPage) => void) | undefined;
let heard: readonly string[] = [];

/** Must be called in the first turn of the background. */
export function onPageAsked(tell: (page: AskedPage) => void): void {
  listener = tell;
  listenOn(EVERYWHERE);
}

/** A listener that was added while no site was allowed stays silent, so it is added again. */
export function listenForPagesAgain(): void {
  listenOn(heard);
}

export function watchAskedPages(origins: readonly Origin[]): void {
  const patterns = [...new Set(origins.map(patternOf))].sort();
  if (patterns.join() !== heard.join()) listenOn(patterns);
}

function listenOn(patterns: readonly string[]): void {
  const { onSendHeaders } = browser.webRequest;
  onSendHeaders.removeListener(tell);
  heard = patterns;
  if (patterns.length === 0) return;
  const filter: WebRequest.RequestFilter = { urls: [...patterns], types: ['main_frame'] };
  onSendHeaders.addListener(tell, filter, withExtra('requestHeaders'));
}

function tell(details: Details): void {
  const page = pageOf(details);
  if (page) void tellUnlessPrivate(details, page);
}

async function tellUnlessPrivate(details: Details, page: AskedPage): Promise<void> {
  const isPrivate = isPrivateRequest(details);
  if (isPrivate === true || (isPrivate !== false && (await isPrivate))) return;
  listener?.(page);
}

/** Takes nothing else of the headers, among which are cookies. @returns undefined without a tab. */
function pageOf(details: Details): AskedPage | undefined {
  const { url, tabId, requestHeaders = [], initiator, originUrl } = details;
  if (tabId < 0) return undefined;
  const { origin } = new URL(cutAddress(url));
  const from = initiator ?? URL.parse(cutAddress(originUrl ?? ''))?.origin;
  const site = requestHeaders.find(({ name }) => name.toLowerCase() === 'sec-fetch-site')?.value;
  // Cast: the URL parser has serialised it.
  return { tabId, origin: origin as Origin, by: byOf(site, from, origin) };
}

function byOf(site: string | undefined, from: string | undefined, origin: string): AskedPage['by'] {
  if (from !== undefined && from !== origin) return 'other';
  if (site === 'none' && from === undefined) return 'user';
  return site === 'same-origin' ? 'site' : 'other';
}
