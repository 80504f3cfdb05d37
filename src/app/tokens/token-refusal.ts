/**
 * Decides when the refusal of a token before its end is worth a new one. Pure.
 *
 * Without bounds a page could make Keybearer ask for tokens without end: it only has to request an
 * address that answers 401.
 */
import type { HeaderSpecId } from '../../domain/profile';
import type { TokenState } from '../session';

/** A request that carried a token, by the site's own pages or callers, and the server's decision. */
export interface TokenUse {
  readonly headerId: HeaderSpecId;
  /** When the token was obtained: milliseconds since the Unix epoch. */
  readonly obtainedAt: number;
  readonly isRefused: boolean;
}

/** However much a server refuses, no two tokens are wanted within this time; milliseconds. */
const WANTED_EVERY_MS = 5 * 60_000;

/** @returns the same object if the use changes nothing. Pure. */
export function afterUse(state: TokenState, { isRefused }: TokenUse, now: number): TokenState {
  const { token, refusal } = state;
  if (!token) return state;
  if (!isRefused) {
    const isProof = refusal && !refusal.isOver && token.obtainedAt !== refusal.obtainedAt;
    return isProof ? { ...state, refusal: { ...refusal, isOver: true } } : state;
  }
  // Absolute, because the clock may have been set back.
  const isSoon = refusal && Math.abs(now - refusal.at) < WANTED_EVERY_MS;
  if (refusal && (isSoon || !refusal.isOver)) return state;
  return {
    ...state,
    token: { ...token, renewAt: now },
    refusal: { at: now, obtainedAt: token.obtainedAt, isOver: false },
  };
}

/** Whether the token is the refused one. */
export function wantsNew({ token, refusal }: Partial<TokenState> = {}): boolean {
  return refusal !== undefined && token !== undefined && token.obtainedAt === refusal.obtainedAt;
}
