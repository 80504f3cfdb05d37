/** Finds the token that a request has carried, and whether the server accepted it. Pure. */
import type { ActivityEntry } from '../../domain/activity';
import { headersSetAt, sentAt } from '../../domain/extras';
import type { IssuedHeaders } from '../../domain/header';
import type { SeenRequest } from '../../domain/seen-request';
import { PICTURE_TYPES } from '../../rules/conditions';
import { knownScheme } from '../../schemes';
import type { TokenUse } from '../tokens/token-refusal';
import type { Known } from './entry-of';

/**
 * Any page can cause a navigation or a prefetch that is refused, so only requests by the site's own
 * pages and its callers count.
 */
export function tokenUseOf(
  { type, initiator }: SeenRequest,
  { origin, profileId, headerNames, status = 0, verdict }: Omit<ActivityEntry, 'id'>,
  { state, issued }: Pick<Known, 'state' | 'issued'>,
): TokenUse | undefined {
  const sent = sentAt(state, origin);
  // The entry may be older than a change of the picks.
  const isInUse = sent.some(({ id }) => id === profileId);
  const own = headersSetAt(origin, isInUse ? sent : []).filter(
    ({ profile: { callers } }) =>
      initiator === origin || callers.some((each) => each === initiator),
  );
  if (type === 'main_frame' || type === 'sub_frame') return undefined;
  // In Firefox a foreign page can cause these in the site's name.
  if (PICTURE_TYPES.includes(type)) return undefined;
  const isRefused =
    status === 401 &&
    (verdict.cause === 'credentials-refused' || verdict.cause === 'token-expired');
  if (!isRefused && verdict.cause !== 'working') return undefined;
  const fitting = own
    .filter(
      ({ header: { schemeId, headerNames: names } }) =>
        knownScheme(schemeId)?.grant && names.some((name) => headerNames.includes(name)),
    )
    .flatMap(({ header: { id } }) =>
      Object.values<IssuedHeaders>(issued).filter(({ headerId }) => headerId === id),
    );
  // If several have the same name, it is not known which one the request has carried.
  const [made] = fitting.length === 1 ? fitting : [];
  return made && { headerId: made.headerId, obtainedAt: made.issuedAt, isRefused };
}
