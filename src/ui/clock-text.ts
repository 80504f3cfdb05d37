/**
 * Formats times without `Intl`: the first `Intl.DateTimeFormat` of a process takes 13 ms or more,
 * and the popup's process is often new.
 */

/** Such as `16:04:09`. @param time - Milliseconds since the Unix epoch. */
export function clockTime(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** Such as `16:04`. @param time - Milliseconds since the Unix epoch. */
export function minuteTime(time: number): string {
  return clockTime(time).slice(0, 5);
}

/** Such as `16:05` for 16:04:09: waiting until then is never too short. */
export function wholeMinuteAfter(time: number): string {
  return minuteTime(Math.ceil(time / 60_000) * 60_000);
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
