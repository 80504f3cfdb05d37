/** Chooses the toolbar button's icon for a state. */
import type { AppState } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import { siteStatus } from '../../domain/site-status';
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
  const allowed = new Set<string>(state.allowed);
  // Cast: the keys of picks are origins, and `keys` loses their type.
  const notAllowed = (Object.keys(state.picks) as Origin[]).some((origin) => {
    // Thousands of picks: the profile of each is looked up only where it matters.
    if (allowed.has(origin)) return false;
    const status = siteStatus(state, origin);
    return 'cause' in status && status.cause === 'not-allowed';
  });
  const due = dueInUse(state).length > 0;
  return failed || notAllowed || due || state.settings.paused ? 'attention' : 'normal';
}
