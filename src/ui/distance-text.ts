/**
 * Formats the distance to a time: `in 4 min 10 s`, `3 h ago`. Without `Intl`, whose first formatter
 * is too slow for the popup.
 */
import { type TextKey, text } from '../platform/texts';

const UNITS: readonly (readonly [TextKey, number])[] = [
  ['durationYears', 365 * 86_400_000],
  ['durationDays', 86_400_000],
  ['durationHours', 3_600_000],
  ['durationMinutes', 60_000],
  ['durationSeconds', 1_000],
];

/** @param at, now - Milliseconds since the Unix epoch. */
export function distanceText(at: number, now: number): string {
  if (at > now) return text('momentAhead', durationText(at - now));
  return now - at < 1_000 ? text('momentNow') : text('momentPast', durationText(now - at));
}

/** Uses the two largest units; leaves out the second if it is 0. */
export function durationText(duration: number): string {
  const units = UNITS.map(([key, unit], index) => {
    const [, larger = Number.POSITIVE_INFINITY] = UNITS[index - 1] ?? [];
    return { key, count: Math.floor((duration % larger) / unit) };
  });
  const first = units.findIndex(({ count }) => count > 0);
  // A duration below one second is 0 s.
  const [largest, next] = first === -1 ? units.slice(-1) : units.slice(first);
  return [largest, next?.count ? next : undefined]
    .flatMap((unit) => (unit ? [text(unit.key, String(unit.count))] : []))
    .join(' ');
}
