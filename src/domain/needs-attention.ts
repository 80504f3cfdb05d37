/**
 * The origins where a profile in use needs the user: not allowed, a header that could not be made, a
 * credential that is due, or a clock to confirm. Toolbar and popup decide by these functions.
 */
import type { AppState, OpenState, ProfileSummary } from './app-state';
import { sentAt } from './extras';
import { isDue } from './rotation';
import { type Origin, placementsAt } from './site';
import { siteStatus } from './site-status';

export function needsAttention(state: OpenState, origin: Origin): boolean {
  const status = siteStatus(state, origin);
  if ('cause' in status) return status.cause === 'not-allowed';
  return (
    sentAt(state, origin).some((profile) => isTroubled(profile, origin)) ||
    state.clocks.some((clock) => clock.origin === origin && clock.state === 'unconfirmed')
  );
}

/** @param own - The site of the tab, which is left out. */
export function othersNeedingAttention(state: AppState, own?: Origin): readonly Origin[] {
  if (state.vault !== 'unlocked') return [];
  const profiles = new Map<string, ProfileSummary>(state.profiles.map((each) => [each.id, each]));
  const allowed = new Set(state.allowed);
  // Cast: the keys of picks are origins, and `keys` loses their type.
  return (Object.keys(state.picks) as Origin[]).filter((origin) => {
    const profile = profiles.get(state.picks[origin] ?? '');
    if (origin === own || !profile) return false;
    // Thousands of picks: each site is judged by the facts of its own.
    const here = {
      ...state,
      profiles: [profile],
      allowed: allowed.has(origin) ? [origin] : state.allowed,
    };
    return needsAttention(here, origin);
  });
}

function isTroubled({ headers, sites, rotation }: ProfileSummary, origin: Origin): boolean {
  const failed = headers.some(
    ({ status, isOff, paths }) =>
      status.state === 'failed' && !isOff && placementsAt(origin, sites, paths).length > 0,
  );
  return failed || isDue(rotation);
}
