/** Reads when a limit resets, in any form that servers use. */
import type { HttpHeaders } from '../domain/seen-request';
import { parseHttpDate } from './http-date';
import { YEAR_MS } from './retry-after';
import { serverNow } from './server-time';

/** A smaller number of seconds is a delay of at most eleven days, a larger one counts from 1970. */
const DELAY_BELOW = 1e6;
/** A larger number counts milliseconds: as seconds it would be far in the future. */
const MILLISECONDS_ABOVE = 1e12;
const HOUR_MS = 60 * 60_000;

const DURATION =
  /^(?:(\d+)d ?)?(?:(\d+)h ?)?(?:(\d+)m(?:in)? ?)?(?:(\d+(?:\.\d+)?)s ?)?(?:(\d+)ms)?$/;

/** A date without a zone is left: it may be any zone's. */
const DATE =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?) ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d))$/i;

/**
 * @param said - Seconds of delay, seconds or milliseconds since 1970, `1d2h`, `6m0s`, or a date.
 * @param now - By our clock, milliseconds since the Unix epoch.
 * @returns by our clock; undefined if the value makes no sense.
 */
export function resetMoment(said: string, headers: HttpHeaders, now: number): number | undefined {
  const delay = delayIn(said.trim(), serverNow(headers) ?? now);
  // A moment long past, or more than a year ahead, was counted in an unknown unit.
  if (delay === undefined || delay < -HOUR_MS || delay > YEAR_MS) return undefined;
  return now + Math.ceil(delay);
}

/** @param serverNow - A server counts a moment by its own clock. */
function delayIn(said: string, serverNow: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(said)) {
    const number = Number(said);
    if (number < DELAY_BELOW) return 1000 * number;
    return (number > MILLISECONDS_ABOVE ? number : 1000 * number) - serverNow;
  }
  const duration = said === '' ? undefined : DURATION.exec(said);
  if (duration) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = duration
      .slice(1)
      .map((part) => Number(part ?? 0));
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  }
  const [, day, time, , hours, minutes] = DATE.exec(said) ?? [];
  const date = day
    ? Date.parse(`${day}T${time}${hours ? `${hours}:${minutes}` : 'Z'}`)
    : parseHttpDate(said);
  return date === undefined || Number.isNaN(date) ? undefined : date - serverNow;
}
