/**
 * What is known of a server's clock, and whether it is signed by. Pure.
 *
 * A signature names no host: a server that could choose its time would have one for another day, to
 * be used elsewhere. So it chooses within some minutes, and the user beyond (decision 25).
 */
import type { Origin } from './site';

/** A clock further off is followed only after the user confirms that the server is right. */
export const CORRECTED_AT_MOST_MS = 16 * 60_000;

export interface ServerClock {
  /** Its time less ours, as two answers have said; 0: they are the same as far as anybody knows. */
  readonly offsetMs: number;
  /** That the user takes it for right, having seen both. */
  readonly confirmed?: Confirmation;
  /** When it was asked last, by our clock; 0: it may be asked at once. */
  readonly askedAt: number;
}

interface Confirmation {
  /** As it was shown. */
  readonly offsetMs: number;
  /** By our clock. */
  readonly at: number;
}

export type ServerClocks = Readonly<Record<Origin, ServerClock>>;

/** Servers tell whole seconds, and an answer travels. */
const SAME_WITHIN_MS = 2_000;

/** Servers behind one address differ by as much, and one answer may be slower than the other. */
const AGREE_WITHIN_MS = 5_000;

/** Our own clock may be set meanwhile, and nothing but its reading tells. */
const CONFIRMED_FOR_MS = 24 * 60 * 60_000;

export function isSameOffset(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_WITHIN_MS;
}

/** Whether two answers of a server tell one clock. */
export function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= AGREE_WITHIN_MS;
}

/**
 * What is signed for a server is dated by our clock and this: the one place that says how far a
 * server can have it moved.
 *
 * @param now - By our clock, as all times here: milliseconds since the Unix epoch.
 */
export function signingOffset(clock: ServerClock | undefined, now: number): number {
  return clock && isTrusted(clock, now) ? clock.offsetMs : 0;
}

export function isTrusted({ offsetMs, confirmed }: ServerClock, now: number): boolean {
  if (Math.abs(offsetMs) <= CORRECTED_AT_MOST_MS) return true;
  if (!confirmed || Math.abs(now - confirmed.at) > CONFIRMED_FOR_MS) return false;
  return isCoveredBy(confirmed, offsetMs);
}

/** A confirmation that does not cover the new time is gone: it must not hold for a later one either. */
export function withOffset(clock: ServerClock, offsetMs: number): ServerClock {
  const { confirmed, askedAt } = clock;
  return {
    offsetMs: isSameOffset(offsetMs, 0) ? 0 : offsetMs,
    ...(confirmed && isCoveredBy(confirmed, offsetMs) && { confirmed }),
    askedAt,
  };
}

/** As far from what the user saw as from our own clock, and no further by many small steps. */
function isCoveredBy(confirmed: Confirmation, offsetMs: number): boolean {
  return Math.abs(offsetMs - confirmed.offsetMs) <= CORRECTED_AT_MOST_MS;
}
