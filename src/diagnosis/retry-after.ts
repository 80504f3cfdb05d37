/**
 * Reads when a server allows the next request.
 *
 * Source: RFC 9110 §10.2.3.
 */
import { type HttpHeaders, linesOf } from '../domain/seen-request';
import { parseHttpDate } from './http-date';
import { serverNow } from './server-time';

/** A longer delay means never, and no page shows a longer countdown. */
export const YEAR_MS = 365 * 24 * 60 * 60_000;

/**
 * @param now - By our clock, milliseconds since the Unix epoch.
 * @returns by our clock, not before now and within a year; undefined if the server does not say.
 */
export function retryAfter(headers: HttpHeaders, now: number): number | undefined {
  const said = linesOf(headers, 'retry-after')[0]?.trim() ?? '';
  const delay = /^\d+(\.\d+)?$/.test(said) ? 1000 * Number(said) : delayUntil(said, headers, now);
  if (delay === undefined) return undefined;
  return now + Math.min(Math.max(Math.ceil(delay), 0), YEAR_MS);
}

/** Counts from the server's clock if the answer has a `Date`: the server made both. */
function delayUntil(said: string, headers: HttpHeaders, now: number): number | undefined {
  const until = parseHttpDate(said);
  return until === undefined ? undefined : until - (serverNow(headers) ?? now);
}
