/** Whether a header was made at another time than the server's. */
import { CORRECTED_AT_MOST_MS } from '../domain/server-clock';
import type { Verdict } from '../domain/verdict';
import type { Refusal } from './answer';

/** Servers bear as much; and `Date` has whole seconds, and was on its way. */
export const CLOCK_TOLERANCE_MS = 30_000;

export function wrongClock({ status, sent, clock, now }: Refusal): Verdict | undefined {
  // A 400 is about the request: who has made it is known, or nobody cares.
  if (!clock || status === 400) return undefined;
  const { offsetMs } = clock;
  const isOff = sent.some(
    ({ signs, clockOffsetMs = 0 }) =>
      signs && Math.abs(offsetMs - clockOffsetMs) > CLOCK_TOLERANCE_MS,
  );
  if (!isOff) return undefined;
  return Math.abs(offsetMs) <= CORRECTED_AT_MOST_MS
    ? { cause: 'clock-off', offsetMs }
    : { cause: 'clock-far-off', serverTime: now + offsetMs, localTime: now };
}
