/** What the toolbar button says of a state. */
import type { AppState } from '../../domain/app-state';
import type { Toolbar } from '../ports';
import { dueInUse } from './due-in-use';

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
  const due = dueInUse(state).length > 0;
  return failed || notAllowed || due || state.settings.paused ? 'attention' : 'normal';
}
