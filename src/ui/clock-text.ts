/**
 * Moments as a clock shows them. By hand: a process takes from 13 ms upwards for its first
 * `Intl.DateTimeFormat`, and the popup's is often new.
 */

/** As `16:04:09`. @param time - Milliseconds since the Unix epoch. */
export function clockTime(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** As `16:04`. @param time - Milliseconds since the Unix epoch. */
export function minuteTime(time: number): string {
  return clockTime(time).slice(0, 5);
}

/** As `16:05` for 16:04:09: waiting until then is never too short. */
export function wholeMinuteAfter(time: number): string {
  return minuteTime(Math.ceil(time / 60_000) * 60_000);
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
