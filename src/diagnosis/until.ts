/** What time mends, and until when it takes, as far as the server says. */
import type { Verdict } from '../domain/verdict';
import type { Answer } from './answer';
import { readLimits } from './rate-limits';
import { retryAfter } from './retry-after';

export function serverFailed({ headers, now }: Answer): Verdict {
  return { cause: 'server-failed', ...until(retryAfter(headers, now)) };
}

/** As it says; else until the last of the limits that are used up begins anew. */
export function rateLimited({ headers, now }: Answer): Verdict {
  const resets = usedUp(headers, now).flatMap(({ resetsAt }) => resetsAt ?? []);
  const latest = resets.length > 0 ? Math.max(...resets) : undefined;
  return { cause: 'rate-limited', ...until(retryAfter(headers, now) ?? latest) };
}

/** Whether an answer tells by its headers alone that it is asked too often. */
export function tellsOfLimit({ headers, now }: Answer): boolean {
  return retryAfter(headers, now) !== undefined || usedUp(headers, now).length > 0;
}

function usedUp(headers: Answer['headers'], now: number) {
  return readLimits(headers, now).filter(({ remaining }) => remaining === 0);
}

function until(moment: number | undefined): { readonly until?: number } {
  return moment === undefined ? {} : { until: moment };
}
