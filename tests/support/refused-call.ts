/** A call of a foreign page that was refused, as the background has seen it. */
import { type ActivityEntry, type SeenHere, seenKey } from '../../src/domain/activity';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';

interface RefusedCall {
  readonly page: Origin;
  readonly site: Origin;
  readonly tabId: number;
  readonly profileId: ProfileId;
}

export function refusedCall(
  { page, site, tabId, profileId }: RefusedCall,
  changes: Partial<ActivityEntry> = {},
): SeenHere {
  const entry: ActivityEntry = {
    id: 1,
    at: 1,
    method: 'GET',
    origin: site,
    address: `${site}/v1`,
    type: 'xmlhttprequest',
    tabId,
    profileId,
    headerNames: [],
    status: 401,
    verdict: { cause: 'foreign-initiator', initiator: page },
    remedy: 'edit-profile',
    ...changes,
  };
  return { [seenKey(entry.tabId, entry.origin)]: entry };
}
