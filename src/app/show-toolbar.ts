/** What the toolbar button says of a state. */
import type { AppState } from '../domain/app-state';
import { isDue } from '../domain/rotation';
import type { Toolbar } from './ports';

export function showToolbar(toolbar: Toolbar, state: AppState): Promise<void> {
  return toolbar.show(faceOf(state));
}

function faceOf(state: AppState): 'locked' | 'attention' | 'normal' {
  if (state.vault === 'damaged' || state.vault === 'newer') return 'attention';
  if (state.vault !== 'unlocked') return 'locked';
  const failed = state.profiles.some(({ headers }) =>
    headers.some(({ status }) => status.state === 'failed'),
  );
  const notAllowed = Object.keys(state.picks).length > state.allowed.length;
  const picked = new Set(Object.values(state.picks));
  const due = state.profiles.some(({ id, rotation }) => picked.has(id) && isDue(rotation));
  return failed || notAllowed || due || state.paused ? 'attention' : 'normal';
}
