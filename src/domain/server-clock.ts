/**
 * Decides whether headers are signed by a server's clock. Pure.
 *
 * A signature names no host: a server that could set any time would get a signature for another day and
 * use it elsewhere. So a server may move the time by some minutes, and only the user by more (decision
 * 25).
 */
import type { Origin } from './site';

/** A clock further off is followed only after the user confirms that the server is right. */
export const CORRECTED_AT_MOST_MS = 16 * 60_000;

export interface ServerClock {
  /** The server's time minus ours, from two answers; 0: no difference is known. */
  readonly offsetMs: number;
  /** Present if the user has seen both clocks and confirmed the server's. */
  readonly confirmed?: Confirmation;
  /** When the server was asked last, by our clock; 0: it may be asked at once. */
  readonly askedAt: number;
}

interface Confirmation {
  /** The difference that the user saw. */
  readonly offsetMs: number;
  /** The time of the confirmation, by our clock. */
  readonly at: number;
}

export type ServerClocks = Readonly<Record<Origin, ServerClock>>;

/** A `Date` has whole seconds, and an answer takes time. */
const SAME_WITHIN_MS = 2_000;

/** Servers behind one address differ by this much, and one answer may be slower than the other. */
const AGREE_WITHIN_MS = 5_000;

/** Our own clock may be set after the confirmation, and no event reports that. */
const CONFIRMED_FOR_MS = 24 * 60 * 60_000;

export function isSameOffset(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_WITHIN_MS;
}

/** Whether two answers show the same clock. */
export function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= AGREE_WITHIN_MS;
}

/**
 * The only code that decides how far a server can move the time of a signature.
 *
 * @param now - By our clock, like all times here: milliseconds since the Unix epoch.
 * @returns the milliseconds to add to our time.
 */
export function signingOffset(clock: ServerClock | undefined, now: number): number {
  return clock && isTrusted(clock, now) ? clock.offsetMs : 0;
}

export function isTrusted({ offsetMs, confirmed }: ServerClock, now: number): boolean {
  if (Math.abs(offsetMs) <= CORRECTED_AT_MOST_MS) return true;
  if (!confirmed || Math.abs(now - confirmed.at) > CONFIRMED_FOR_MS) return false;
  return isCoveredBy(confirmed, offsetMs);
}

/** Drops a confirmation that does not cover the new offset, so that it does not hold for a later one. */
export function withOffset(clock: ServerClock, offsetMs: number): ServerClock {
  const { confirmed, askedAt } = clock;
  return {
    offsetMs: isSameOffset(offsetMs, 0) ? 0 : offsetMs,
    ...(confirmed && isCoveredBy(confirmed, offsetMs) && { confirmed }),
    askedAt,
  };
}

/** Compares with the offset that the user saw, so that many small steps do not add up. */
function isCoveredBy(confirmed: Confirmation, offsetMs: number): boolean {
  return Math.abs(offsetMs - confirmed.offsetMs) <= CORRECTED_AT_MOST_MS;
}
