/** The servers that give out the tokens of the headers that are on: the browser has to allow them. */
import type { HeaderSummary } from './app-state';
import type { Origin } from './site';

export function tokenOriginsOf(
  headers: readonly Pick<HeaderSummary, 'isOff' | 'tokenOrigins'>[],
): readonly Origin[] {
  return headers.flatMap(({ isOff, tokenOrigins }) => (isOff ? [] : tokenOrigins));
}
