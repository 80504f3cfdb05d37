/**
 * Reads what a user types or pastes as a site: an address, and a path scope.
 *
 * Source: WHATWG URL (parsing, punycode, default ports); RFC 3986 §6.2.2.
 */
import { AppError, type FieldProblem } from './errors';
import { isLoopback, isPlainHttp, type Origin, type PathScope, WHOLE_ORIGIN } from './site';

/**
 * Reads an origin as a user types it: with or without `https://`; path and query are ignored. A
 * loopback host without a protocol means `http://`, which development servers use.
 *
 * @throws {@link AppError} `site-invalid` if it is not an http(s) URL, carries a user name, or is
 * plain http to another computer and the profile does not allow that.
 */
export function parseOrigin(typed: string, { allowHttp = false } = {}): Origin {
  const url = parseUrl(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid('site-protocol');
  if (url.username !== '' || url.password !== '') throw invalid('site-user-info');
  // `api.test.` and `api.test` are different origins that a reader confuses. A star is a wildcard in
  // URL filters and permission patterns. Browsers differ in the characters that a host may contain.
  if (!/^(([a-z0-9_-]+\.)*[a-z0-9_-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) {
    throw invalid('site-not-a-url');
  }
  if (isPlainHttp(url) && !allowHttp) throw invalid('site-http');
  // Cast: URL has just serialised it.
  return url.origin as Origin;
}

/**
 * Reads a path scope. Empty means the whole origin.
 *
 * @throws {@link AppError} `site-invalid`, field `path`. `|` and `^` have a meaning of their own in
 * a URL filter, and a query or a fragment is no path.
 */
export function parsePathScope(typed: string): PathScope {
  const trimmed = typed.trim();
  if (trimmed === '') return WHOLE_ORIGIN;
  if (!trimmed.startsWith('/')) throw invalid('path-without-slash', 'path');
  if (/[|^?#\\]/.test(trimmed)) throw invalid('path-reserved-character', 'path');
  const { pathname } = new URL(`https://path.invalid/${trimmed.slice(1)}`);
  // Cast: a URL's path, with nothing a filter would read as an operator but `*`.
  return percentUpper(pathname).replace(/\*{2,}/g, '*') as PathScope;
}

/** RFC 3986 §6.2.2.1: the letter case of percent-encoded bytes means nothing; upper case is normal. */
function percentUpper(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (encoded) => encoded.toUpperCase());
}

/** The path of a pasted URL for the path field. Empty: the whole origin. */
export function pathOfTyped(typed: string): string {
  const { pathname } = parseUrl(typed);
  return pathname === '/' ? '' : pathname;
}

function parseUrl(typed: string): URL {
  const trimmed = typed.trim();
  if (trimmed === '') throw invalid('required');
  // The URL parser reads a backslash as a slash; a reader may not.
  if (trimmed.includes('\\')) throw invalid('site-not-a-url');
  const hasProtocol = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const withProtocol = hasProtocol ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(withProtocol)) throw invalid('site-not-a-url');
  const url = new URL(withProtocol);
  // A colon or a slash is missing: `https//api.example.com`, `https:/api.example.com`.
  if (/^(https?|wss?)$/.test(url.hostname)) throw invalid('site-not-a-url');
  // Parsed again rather than assigned to `protocol`: the default port depends on the protocol.
  return !hasProtocol && isLoopback(url.hostname) ? new URL(`http://${trimmed}`) : url;
}

function invalid(problem: FieldProblem, field: 'site' | 'path' = 'site'): AppError {
  return new AppError('site-invalid', `refused: ${problem}`, { field, problem });
}
