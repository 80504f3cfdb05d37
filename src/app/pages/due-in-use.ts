/** The profiles in use whose credentials are due. The user needs no reminder for the others. */
import type { AppState, ProfileSummary } from '../../domain/app-state';
import { isSentAt } from '../../domain/extras';
import { isDue } from '../../domain/rotation';

export function dueInUse(state: AppState): readonly ProfileSummary[] {
  if (state.vault !== 'unlocked') return [];
  return state.profiles.filter(
    (profile) =>
      isDue(profile.rotation) &&
      profile.sites.some(({ origin }) => isSentAt(state, profile, origin)),
  );
}
