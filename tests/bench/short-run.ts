/**
 * A short run shows that the benches still work, inside `npm test -- --both`: as little of everything
 * as there can be, and no figure is kept.
 */

export const isShort = process.env.KEYBEARER_BENCH === 'short';

/** @returns how often, or how much of it, a run takes. */
export function inFull(full: number, short: number): number {
  return isShort ? short : full;
}
