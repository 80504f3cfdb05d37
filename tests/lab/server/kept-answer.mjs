/**
 * An answer that a browser may keep in its cache, on every host of the lab:
 * `/kept?vary=<header>`. All others say `no-store`. It says for whom it is, as JSON and, with
 * `&script`, as a script, and every page may read it.
 */
import { jsonAnswer } from './lab-host.mjs';

/** Older than this, a precondition fails. */
const LAST_MODIFIED = 'Thu, 02 Jan 2025 03:04:05 GMT';

/** The header of any profile of the tests. */
const CREDENTIALS = ['authorization', 'x-api-key', 'x-request-signature', 'x-custom'];

/**
 * @param {URL} url
 * @param {Readonly<Record<string, string>>} headers
 * @returns {import('./lab-host.mjs').LabAnswer | undefined} Undefined where the path is another.
 */
export function keptAnswer(url, headers) {
  if (url.pathname !== '/kept') return undefined;
  const told = {
    'cache-control': 'private, max-age=3600',
    'last-modified': LAST_MODIFIED,
    'access-control-allow-origin': '*',
    vary: url.searchParams.get('vary') ?? '',
  };
  // RFC 9110 §13.1.4; a date that is none is ignored, and NaN compares as false.
  if (Date.parse(headers['if-unmodified-since'] ?? '') < Date.parse(LAST_MODIFIED)) {
    return { status: 412, headers: told };
  }
  const answer = jsonAnswer(200, { keptFor: readerOf(headers) }, told);
  if (!url.searchParams.has('script')) return answer;
  const body = `globalThis.keptFor = ${JSON.stringify(readerOf(headers))};`;
  return { ...answer, headers: { ...told, 'content-type': 'text/javascript' }, body };
}

/** @param {Readonly<Record<string, string>>} headers */
function readerOf(headers) {
  return CREDENTIALS.some((name) => headers[name] !== undefined) ? 'a credential' : 'anyone';
}
