/**
 * Offers for a page without a profile: the refused call that it has made, and the profiles of the site
 * next door. None of them takes the focus: a page can provoke an offer, and Enter must not take it.
 */
import type { OpenState } from '../../domain/app-state';
import { nearSites } from '../../domain/near-sites';
import type { PageOfferProps } from '../page-offer';
import { NearOffer } from './near-offer';
import { RefusedCall } from './refused-call';

export function NextDoor(props: PageOfferProps) {
  const { page, state } = props;
  const near = nearSites<OpenState['profiles'][number]>(state.profiles, page);
  return (
    <>
      <RefusedCall {...props} />
      {near.map((site) => (
        <NearOffer {...props} key={site.origin} near={site} />
      ))}
    </>
  );
}
