/** The picked sites where a header is missing: the browser does not allow it, or it has failed. Pure. */
import type { OpenState } from './app-state';
import { type Origin, placementsAt } from './site';
import { siteStatus } from './site-status';

export function originsInNeed(state: OpenState): readonly Origin[] {
  // Cast: the keys of picks are origins, and `keys` loses their type.
  return (Object.keys(state.picks) as Origin[]).filter((origin) => {
    const status = siteStatus(state, origin);
    if ('cause' in status) return status.cause === 'not-allowed';
    const { headers, sites } = status.profile;
    return headers.some(
      ({ status: { state }, paths, isOff }) =>
        state === 'failed' && !isOff && placementsAt(origin, sites, paths).length > 0,
    );
  });
}
