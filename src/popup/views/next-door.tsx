/**
 * Offers for a page without a profile: the refused call that it has made, or else the profiles of the
 * site next door. None takes the focus: a page can provoke an offer, and Enter must not take it.
 */
import type { ProfileSummary } from '../../domain/app-state';
import { callOffer } from '../../domain/call-offer';
import { nearSites } from '../../domain/near-sites';
import type { PageOfferProps } from '../page-offer';
import { NearOffer } from './near-offer';
import { RefusedCall } from './refused-call';

export function NextDoor(props: PageOfferProps) {
  const { page, tabId, state, seen } = props;
  const offer = tabId === undefined ? undefined : callOffer(state, seen, { tabId, page });
  if (offer) return <RefusedCall {...props} offer={offer} />;
  const near = nearSites<ProfileSummary>(state.profiles, page);
  return (
    <>
      {near.map((site) => (
        <NearOffer {...props} key={site.origin} near={site} />
      ))}
    </>
  );
}
