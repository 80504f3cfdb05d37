/** The offers for a page without a profile, as the background makes them and the popup shows them. */
import type { Call } from './call';
import type { Distance } from './near-sites';
import type { ProfileId } from './profile';
import type { Origin } from './site';

export interface PageOffers {
  /** The refused call of the page. */
  readonly refused?: RefusedCall;
  readonly near: readonly NearProfiles[];
}

export interface RefusedCall extends Call {
  /** The profile that is picked on the API's site. */
  readonly profileId: ProfileId;
}

/** The profiles of one site next door. */
export interface NearProfiles {
  readonly origin: Origin;
  readonly distance: Distance;
  readonly profileIds: readonly ProfileId[];
}
