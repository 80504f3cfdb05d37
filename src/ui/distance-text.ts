/**
 * How far away a moment is: `in 4 min 10 s`, `3 h ago`. By hand, like the clock of the popup: the
 * first formatter of `Intl` takes a process longer than the popup has.
 */
import { type TextKey, text } from '../platform/texts';

const UNITS: readonly (readonly [TextKey, number])[] = [
  ['durationYears', 365 * 86_400_000],
  ['durationDays', 86_400_000],
  ['durationHours', 3_600_000],
  ['durationMinutes', 60_000],
  ['durationSeconds', 1_000],
];

/** Both in milliseconds since the Unix epoch. */
export function distanceText(at: number, now: number): string {
  if (at > now) return text('momentAhead', durationText(at - now));
  return now - at < 1_000 ? text('momentNow') : text('momentPast', durationText(now - at));
}

/** In the two largest units, the second only if it says something. */
export function durationText(duration: number): string {
  const units = UNITS.map(([key, unit], index) => {
    const [, larger = Number.POSITIVE_INFINITY] = UNITS[index - 1] ?? [];
    return { key, count: Math.floor((duration % larger) / unit) };
  });
  const first = units.findIndex(({ count }) => count > 0);
  // Less than a second is 0 s.
  const [largest, next] = first === -1 ? units.slice(-1) : units.slice(first);
  return [largest, next?.count ? next : undefined]
    .flatMap((unit) => (unit ? [text(unit.key, String(unit.count))] : []))
    .join(' ');
}
