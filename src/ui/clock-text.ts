/**
 * Formats times without `Intl`: the first `Intl.DateTimeFormat` of a process takes 13 ms or more,
 * and the popup's process is often new.
 */

/** Such as `16:04:09`. @param time - Milliseconds since the Unix epoch. */
export function clockTime(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** Such as `2026-11-27 16:04:09`. @param time - Milliseconds since the Unix epoch. */
export function dayAndTime(time: number): string {
  const date = new Date(time);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  return `${day} ${clockTime(time)}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
