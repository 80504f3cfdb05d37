/** The sites whose requests are observed: those where a header may be sent. */
import type { AppState } from '../../domain/app-state';
import type { Origin } from '../../domain/site';

export function watchedOrigins(state: AppState): readonly Origin[] {
  return isWatched(state) ? state.allowed : [];
}

export function isWatched({ vault, paused, observes }: AppState): boolean {
  return vault === 'unlocked' && !paused && observes;
}
