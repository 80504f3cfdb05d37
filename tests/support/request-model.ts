/**
 * Should this request carry the header? Answered from parsed URLs alone, with no filter syntax in
 * it, so that it can disagree with the compiled rules.
 */
import type { Placement } from '../../src/rules/placement';
import type { DnrRequest } from './dnr';

type BrowserName = 'chromium' | 'firefox';

/** The types that a site's own script asks for, and a foreign page cannot ask for in its name. */
const BY_SCRIPTS_IN_FIREFOX = /^(xmlhttprequest|script|beacon|ping|websocket|media|font)$/;
const PICTURES = /^(image|imageset|stylesheet)$/;

const NEVER = 'Thu, 31 Dec 2037 23:55:55 GMT';

/**
 * The value each header name (lower case) should have on the request. Beside them goes one that keeps
 * the answer out of the cache: in Chromium a condition, with a GET, a HEAD or a navigation.
 */
export function expectedHeaders(
  placements: readonly Placement[],
  request: DnrRequest,
  browser: BrowserName = 'chromium',
): Map<string, string> {
  const headers = new Map<string, string>();
  const fitting = placements.filter(
    (place) =>
      covers(place, request.url) && isOfTab(place, request) && mayTrigger(place, request, browser),
  );
  // The most specific first, list order last, so that the first to name a header has it.
  for (const { headers: placed } of fitting.sort(bySpecificity)) {
    for (const { value, ...header } of placed) {
      const name = header.name.toLowerCase();
      if (!headers.has(name)) headers.set(name, value);
    }
  }
  const kept = ['get', 'head'].includes(request.method) || request.type.endsWith('_frame');
  if (headers.size === 0) return headers;
  const isKeptOut = fitting.some(({ access }) => !access.allowCache);
  if (browser === 'firefox') headers.set('cache-control', 'no-store');
  else if (kept && isKeptOut)
    headers.set(request.type === 'media' ? 'if-unmodified-since' : 'if-range', NEVER);
  return headers;
}

/** A request without a tab is of no placement that is for some tabs. */
function isOfTab({ tabs }: Placement, { tabId = 1 }: DnrRequest): boolean {
  if (!tabs) return true;
  if (tabId < 0) return false;
  return 'only' in tabs ? tabs.only.includes(tabId) : !tabs.not.includes(tabId);
}

/**
 * Opened by GET or HEAD, unless Strict; sent by a page of the same host or of a caller's that is not
 * framed by another; posted or framed by such a page where that is switched on.
 */
function mayTrigger(
  { path, access, methods, reads }: Placement,
  request: DnrRequest,
  browser: BrowserName,
): boolean {
  const { url, type, method, initiator, top } = request;
  if (reads && !isRead(path.includes('*') ? [] : reads.readPaths, request, browser)) return false;
  const narrowed = methods.length > 0;
  if (narrowed && !methods.some((each) => each.toLowerCase() === method)) return false;
  const own = [new URL(url).hostname, ...access.callers.map((caller) => new URL(caller).hostname)];
  const byOwn = isOneOf(own, initiator);
  if (type === 'csp_report') return false;
  if (type === 'main_frame') {
    const opened = !access.strict && (method === 'get' || method === 'head');
    return opened || (access.ownForms && byOwn);
  }
  // Firefox has no condition on the page around.
  const framedByOwn = browser === 'firefox' || isOneOf(own, top);
  if (type === 'sub_frame') return access.ownForms && byOwn && framedByOwn;
  const withPictures = access.ownPictures && !access.strict && PICTURES.test(type);
  const isOfScripts = browser === 'chromium' || BY_SCRIPTS_IN_FIREFOX.test(type) || withPictures;
  return isOfScripts && method !== 'options' && byOwn && framedByOwn;
}

/** The types of requests over HTTP that may be reads: no ping, no report, no socket. */
const READS =
  /^(main_frame|sub_frame|stylesheet|script|image|font|object|xmlhttprequest|media|other)$/;

/**
 * A read of a profile that is not armed. No path is known to lie inside one with a star. GET, HEAD, or a script's POST to exactly a path that only reads.
 */
function isRead(
  readPaths: readonly string[],
  { url, type, method }: DnrRequest,
  browser: BrowserName,
): boolean {
  if (!READS.test(type) && !(type === 'imageset' && browser === 'firefox')) return false;
  if (method === 'get' || method === 'head') return true;
  return method === 'post' && !type.endsWith('_frame') && readPaths.includes(new URL(url).pathname);
}

/** Every port and subdomain counts as the host itself: no condition can tell them apart. */
function isOneOf(hosts: readonly string[], origin: string | undefined): boolean {
  if (origin === undefined) return false;
  const { hostname } = new URL(origin);
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

function covers({ origin, path }: Placement, url: string): boolean {
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '') return false;
  // The letter case of percent-encoded bytes means nothing in a path, and stays in a query.
  const upper = (text: string) => text.replace(/%[0-9a-f]{2}/gi, (each) => each.toUpperCase());
  const pieces = upper(path).split('*');
  const rest = upper(parsed.pathname) + parsed.search + parsed.hash;
  return parsed.origin === origin && pathCovers(pieces, rest);
}

/** Whether the pieces follow one another in the rest, and the last one ends a segment. */
function pathCovers(
  [piece = '', ...more]: readonly string[],
  rest: string,
  anchored = true,
): boolean {
  const starts = anchored
    ? [0]
    : rest
        .split('')
        .map((_, index) => index)
        .concat(rest.length);
  return starts.some((start) => {
    if (!rest.startsWith(piece, start)) return false;
    const after = rest.slice(start + piece.length);
    if (more.length > 0) return pathCovers(more, after, false);
    return piece === '' || piece.endsWith('/') || after === '' || /^[/?#]/.test(after);
  });
}

function bySpecificity(a: Placement, b: Placement): number {
  const [aStart = '', bStart = ''] = [a.path.split('*')[0], b.path.split('*')[0]];
  const count = (path: string) => path.split('*').join('').length;
  return bStart.length - aStart.length || count(b.path) - count(a.path);
}
