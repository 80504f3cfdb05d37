/** The picked profiles whose credentials are due. The user needs no reminder for the others. */
import type { AppState, ProfileSummary } from '../../domain/app-state';
import { isDue } from '../../domain/rotation';

export function dueInUse(state: AppState): readonly ProfileSummary[] {
  if (state.vault !== 'unlocked') return [];
  const { profiles, picks } = state;
  const picked = new Set(Object.values(picks));
  return profiles.filter(({ id, rotation }) => picked.has(id) && isDue(rotation));
}
