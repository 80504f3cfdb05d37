/** Verdicts that pass with time, and the moment at which a retry may succeed. */
import type { Verdict } from '../domain/verdict';
import type { Answer } from './answer';
import { readLimits } from './rate-limits';
import { retryAfter } from './retry-after';

export function serverFailed({ headers, now }: Answer): Verdict {
  return { cause: 'server-failed', ...until(retryAfter(headers, now)) };
}

/** The moment is `Retry-After`, else the latest reset of the limits that are used up. */
export function rateLimited({ headers, now }: Answer): Verdict {
  const resets = usedUp(headers, now).flatMap(({ resetsAt }) => resetsAt ?? []);
  const latest = resets.length > 0 ? Math.max(...resets) : undefined;
  return { cause: 'rate-limited', ...until(retryAfter(headers, now) ?? latest) };
}

/** Whether the headers alone say that there were too many requests. */
export function hasReachedLimit({ headers, now }: Answer): boolean {
  return retryAfter(headers, now) !== undefined || usedUp(headers, now).length > 0;
}

function usedUp(headers: Answer['headers'], now: number) {
  return readLimits(headers, now).filter(({ remaining }) => remaining === 0);
}

function until(moment: number | undefined): { readonly until?: number } {
  return moment === undefined ? {} : { until: moment };
}
