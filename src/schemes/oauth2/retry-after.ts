/**
 * The time after which a server takes the next request.
 *
 * Source: RFC 9110 §10.2.3 (Retry-After).
 */

/** @returns milliseconds; undefined if the answer names none. */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const value = headers.get('Retry-After');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
