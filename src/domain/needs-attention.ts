/**
 * The origins where a profile in use needs the user: not allowed, a header that could not be made, a
 * credential that is due, or a clock to confirm. Toolbar and popup decide by these functions.
 */
import type { AppState, OpenState } from './app-state';
import { headersSetAt, sentAt } from './extras';
import { isDue } from './rotation';
import type { Origin } from './site';
import { isOfPicked, siteStatus } from './site-status';

export function needsAttention(state: OpenState, origin: Origin): boolean {
  const status = siteStatus(state, origin);
  if ('cause' in status && !isOfPicked(status)) return status.cause === 'not-allowed';
  const set = headersSetAt(origin, sentAt(state, origin));
  return (
    set.some(
      ({ profile, header }) => isDue(profile.rotation) || header.status.state === 'failed',
    ) ||
    (set.length > 0 &&
      state.clocks.some((clock) => clock.origin === origin && clock.state === 'unconfirmed'))
  );
}

/** @param own - The site of the tab, which is left out. */
export function othersNeedingAttention(state: AppState, own?: Origin): readonly Origin[] {
  if (state.vault !== 'unlocked') return [];
  const places = new Map<string, number>(state.profiles.map(({ id }, at) => [id, at]));
  const allowed = new Set(state.allowed);
  // Cast: the keys of picks are origins, and `keys` loses their type.
  return (Object.keys(state.picks) as Origin[]).filter((origin) => {
    if (origin === own) return false;
    const ids = [state.picks[origin] ?? '', ...(state.extras[origin] ?? [])];
    // In the order of the list, which decides between two extras with one header.
    const at = [...new Set(ids.flatMap((id) => places.get(id) ?? []))].sort((a, b) => a - b);
    // Thousands of picks: each site is judged by the facts of its own.
    const here = {
      ...state,
      profiles: at.flatMap((each) => state.profiles[each] ?? []),
      allowed: allowed.has(origin) ? [origin] : state.allowed,
    };
    return needsAttention(here, origin);
  });
}
