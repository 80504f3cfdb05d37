/**
 * Decides when the device asks again for its token.
 *
 * Source: RFC 8628 §3.5.
 */
import { AppError } from '../../domain/errors';
import { refusalCausing } from '../oauth2/refusal';

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
  if (!(error instanceof AppError) || error.code !== 'token-unavailable') return undefined;
  const { word } = refusalCausing(error) ?? {};
  return every(nextInterval(word, intervalS), error.retryAfter);
}

function nextInterval(word: string | undefined, intervalS: number): number {
  if (word === 'authorization_pending') return intervalS;
  // RFC 8628 §3.5: the longer interval holds for all later requests.
  if (word === 'slow_down') return intervalS + SLOWER_S;
  return Math.max(intervalS, Math.min(2 * intervalS, LONGEST_S));
}

function every(intervalS: number, atLeast = 0): Wait {
  return { intervalS, delay: Math.max(intervalS * 1000, atLeast) };
}
