/** Finds a header that was signed by a clock far from the server's. */
import { CORRECTED_AT_MOST_MS } from '../domain/server-clock';
import type { Verdict } from '../domain/verdict';
import type { Refusal } from './answer';

/** Servers tolerate as much. It also covers the whole seconds of `Date`. */
export const CLOCK_TOLERANCE_MS = 30_000;

export function wrongClock({ status, sent, clock, now }: Refusal): Verdict | undefined {
  // A 400 is about the request, not about its signature.
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
