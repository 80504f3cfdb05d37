/** The rest of a rate limit: `3 of 5 requests left, more in 30 s`. */
import type { Limit } from '../domain/verdict';
import { text } from '../platform/texts';
import { distanceText } from './distance-text';

export function limitText({ remaining, quota, resetsAt, resets }: Limit, now: number): string {
  const left =
    quota === undefined
      ? text('limitLeft', String(remaining))
      : text('limitLeftOf', String(remaining), String(quota));
  if (resets !== undefined) return `${left}, ${text('limitResetsSaid', resets)}`;
  if (resetsAt === undefined || resetsAt <= now) return left;
  return `${left}, ${text('limitResets', distanceText(resetsAt, now))}`;
}
