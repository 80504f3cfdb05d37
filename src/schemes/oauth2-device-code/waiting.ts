/**
 * Decides when the device asks again for its token.
 *
 * Source: RFC 8628 §3.5.
 */
import { AppError } from '../../domain/errors';
import { serverErrorOf } from '../oauth2/error-meaning';

export interface Wait {
  /** Seconds between two requests from now on. */
  readonly intervalS: number;
  /** Milliseconds until the next request. A server may ask for more than the interval. */
  readonly delay: number;
}

const SLOWER_S = 5;
const LONGEST_S = 5 * 60;

/** @returns undefined if another request would fail as well. */
export function waitAfter(error: unknown, intervalS: number): Wait | undefined {
  const said = serverErrorOf(error);
  if (said === 'authorization_pending') return every(intervalS);
  // RFC 8628 §3.5: the longer interval holds for all later requests.
  if (said === 'slow_down') return every(intervalS + SLOWER_S);
  if (!(error instanceof AppError) || error.code !== 'token-unavailable') return undefined;
  const doubled = Math.max(intervalS, Math.min(2 * intervalS, LONGEST_S));
  return every(doubled, error.retryAfter);
}

function every(intervalS: number, atLeast = 0): Wait {
  return { intervalS, delay: Math.max(intervalS * 1000, atLeast) };
}
