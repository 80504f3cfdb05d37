/** Such as `1 day`, `90 days`. */
import { text } from '../platform/texts';

export function daysText(days: number): string {
  return days === 1 ? text('oneDay') : text('days', String(days));
}
