/** The sites whose requests are observed: those where a header may be sent. */
import type { AppState, OpenState } from '../../domain/app-state';
import type { Origin } from '../../domain/site';

export function watchedOrigins(state: AppState): readonly Origin[] {
  return isWatched(state) ? state.allowed : [];
}

export function isWatched(state: AppState): state is OpenState {
  return state.vault === 'unlocked' && !state.settings.paused && state.settings.observes;
}
