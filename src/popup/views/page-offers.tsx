/**
 * Offers for a page without a profile: the refused call that it has made, or else the profiles of the
 * site next door; and to let it call an API. None takes the focus: a page can provoke an offer, and
 * Enter must not take it.
 */
import type { ProfileSummary } from '../../domain/app-state';
import { callOffer } from '../../domain/call-offer';
import { nearSites } from '../../domain/near-sites';
import type { PageOfferProps } from '../page-offer';
import { CallFromHere } from './call-from-here';
import { NearOffer } from './near-offer';
import { RefusedCall } from './refused-call';

export function PageOffers(props: PageOfferProps) {
  const { page, tabId, state, seen } = props;
  const offer = tabId === undefined ? undefined : callOffer(state, seen, { tabId, page });
  const near = offer ? [] : nearSites<ProfileSummary>(state.profiles, page);
  return (
    <>
      {offer && <RefusedCall {...props} offer={offer} />}
      {near.map((site) => (
        <NearOffer {...props} key={site.origin} near={site} />
      ))}
      <CallFromHere {...props} />
    </>
  );
}
