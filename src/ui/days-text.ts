/** A number of whole days, in words. */
import { text } from '../platform/texts';

export function daysText(days: number): string {
  return days === 1 ? text('oneDay') : text('days', String(days));
}
