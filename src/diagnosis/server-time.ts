/**
 * What time it is for the server: its `Date`, as far as the answer is fresh from it.
 *
 * Source: RFC 9110 §6.6.1 (Date), RFC 9111 §5.1 (Age).
 */
import { type HttpHeaders, linesOf, type Outcome } from '../domain/seen-request';
import { parseHttpDate } from './http-date';

/** How far the server's clock is from ours. */
export interface ClockSample {
  /** By our clock, milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  /** The server's clock minus ours. The server tells whole seconds, and the answer took its time. */
  readonly offsetMs: number;
}

/**
 * @param url - Of the request. Only https says who has set the date.
 * @param receivedAt - By our clock, milliseconds since the Unix epoch.
 * @returns nothing where nobody has asked the server, or where it has sent us elsewhere.
 */
export function serverTimeOf(
  url: string,
  outcome: Outcome,
  receivedAt: number,
): ClockSample | undefined {
  if (!/^https:/i.test(url)) return undefined;
  if (outcome.kind !== 'answered' || outcome.from !== 'server') return undefined;
  const now = serverNow(outcome.headers);
  return now === undefined ? undefined : { receivedAt, offsetMs: now - receivedAt };
}

/**
 * The moment of an answer by its server's clock; of one that a cache on the way has kept, the moment
 * at which it was handed on.
 *
 * @returns milliseconds since the Unix epoch; nothing where the answer does not say, or says it twice.
 */
export function serverNow(headers: HttpHeaders): number | undefined {
  const [date, ...others] = linesOf(headers, 'date');
  const [age = '0'] = linesOf(headers, 'age');
  const at = parseHttpDate(date ?? '');
  if (at === undefined || others.length > 0 || !/^\d{1,10}$/.test(age.trim())) return undefined;
  return at + 1000 * Number(age);
}
