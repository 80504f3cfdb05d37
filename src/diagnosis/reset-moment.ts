/** When a limit begins anew, in any of the ways in which servers say it. */
import type { HttpHeaders } from '../domain/seen-request';
import { parseHttpDate } from './http-date';
import { YEAR_MS } from './retry-after';
import { serverNow } from './server-time';

/** Fewer seconds are a delay, eleven days at most; more are counted from 1970. */
const DELAY_BELOW = 1e6;
/** More than that are no seconds, in whatever year this is read. */
const MILLISECONDS_ABOVE = 1e12;
const HOUR_MS = 60 * 60_000;

const DURATION = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/;

/**
 * @param said - Seconds of delay, seconds or milliseconds since 1970, `6m0s`, or a date.
 * @param now - By our clock, milliseconds since the Unix epoch.
 * @returns by our clock; nothing where it makes no sense.
 */
export function resetMoment(said: string, headers: HttpHeaders, now: number): number | undefined {
  const delay = delayIn(said.trim(), serverNow(headers) ?? now);
  // What is long over, or a year ahead, was counted in a unit that nobody has thought of.
  if (delay === undefined || delay < -HOUR_MS || delay > YEAR_MS) return undefined;
  return now + Math.ceil(delay);
}

/** @param serverNow - Moments are those of the server's clock. */
function delayIn(said: string, serverNow: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(said)) {
    const number = Number(said);
    if (number < DELAY_BELOW) return 1000 * number;
    return (number > MILLISECONDS_ABOVE ? number : 1000 * number) - serverNow;
  }
  const duration = said === '' ? undefined : DURATION.exec(said);
  if (duration) {
    const [hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = duration
      .slice(1)
      .map((part) => Number(part ?? 0));
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  }
  const date = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(said)
    ? Date.parse(said)
    : parseHttpDate(said);
  return date === undefined || Number.isNaN(date) ? undefined : date - serverNow;
}
