/**
 * Reads the server's clock from the `Date` of an answer that comes fresh from the server.
 *
 * Source: RFC 9110 §6.6.1 (Date), RFC 9111 §5.1 (Age).
 */
import { type HttpHeaders, linesOf, type Outcome } from '../domain/seen-request';
import { parseHttpDate } from './http-date';

/** One measurement of the server's clock. */
export interface ClockSample {
  /** Our clock at the answer, milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  /** The server's clock minus ours, to a second or two: `Date` has whole seconds. */
  readonly offsetMs: number;
}

/**
 * @param url - The request's. Over plain http, any computer on the way could have set the date.
 * @param receivedAt - By our clock, milliseconds since the Unix epoch.
 * @returns undefined if the answer is not from the server, or is a redirect.
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
 * The moment at which the answer was sent, by the server's clock. A cache on the way has added how long
 * it kept the answer (`Age`).
 *
 * @returns milliseconds since the Unix epoch; undefined if the answer has no `Date` or several.
 */
export function serverNow(headers: HttpHeaders): number | undefined {
  const [date, ...others] = linesOf(headers, 'date');
  const [age = '0'] = linesOf(headers, 'age');
  const at = parseHttpDate(date ?? '');
  if (at === undefined || others.length > 0 || !/^\d{1,10}$/.test(age.trim())) return undefined;
  return at + 1000 * Number(age);
}
