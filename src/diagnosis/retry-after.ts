/**
 * When a server wants to be asked again.
 *
 * Source: RFC 9110 §10.2.3.
 */
import { type HttpHeaders, linesOf } from '../domain/seen-request';
import { parseHttpDate } from './http-date';
import { serverNow } from './server-time';

/** Who says more means never; no countdown is shown that is longer. */
export const YEAR_MS = 365 * 24 * 60 * 60_000;

/**
 * @param now - By our clock, milliseconds since the Unix epoch.
 * @returns by our clock, from now on, within a year; nothing where the server has not said.
 */
export function retryAfter(headers: HttpHeaders, now: number): number | undefined {
  const said = linesOf(headers, 'retry-after')[0]?.trim() ?? '';
  const delay = /^\d+(\.\d+)?$/.test(said) ? 1000 * Number(said) : delayUntil(said, headers, now);
  if (delay === undefined) return undefined;
  return now + Math.min(Math.max(Math.ceil(delay), 0), YEAR_MS);
}

/** By the server's own clock where it tells it: the date is of that clock. */
function delayUntil(said: string, headers: HttpHeaders, now: number): number | undefined {
  const until = parseHttpDate(said);
  return until === undefined ? undefined : until - (serverNow(headers) ?? now);
}
