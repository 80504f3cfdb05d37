/** Whether a moment is over; draws again when it comes. */
import { useEffect, useReducer } from 'preact/hooks';
import { runAt } from '../run-at';

/** @param at - Milliseconds since the Unix epoch. Undefined: there is nothing to wait for. */
export function useOver(at: number | undefined): boolean {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => (at === undefined ? undefined : runAt(at, () => draw(0))), [at]);
  return at === undefined || Date.now() >= at;
}
