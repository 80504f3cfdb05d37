/**
 * Offers for a page without a profile: the refused call that it has made, or else the profiles of the
 * site next door; and to let it call an API. None takes the focus: a page can provoke an offer, and
 * Enter must not take it.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageOffers as Offers } from '../../domain/page-offers';
import type { Origin } from '../../domain/site';
import type { PageOfferProps } from '../page-offer';
import { CallFromHere } from './call-from-here';
import { NearOffer } from './near-offer';
import { RefusedCall } from './refused-call';

export function PageOffers(props: PageOfferProps) {
  const { page, tabId = null, state, seen, ask } = props;
  const [{ refused, near }, setOffers] = useState<Offers>({ near: [] });
  /** The first one only: a page that calls another API must not change what a button means. */
  const offered = useRef<Origin | undefined>(undefined);
  useEffect(() => {
    let isCurrent = true;
    void ask({ type: 'page/offers', page, tabId }).then((offers) => {
      if (!isCurrent || !offers) return;
      offered.current ??= offers.refused?.site;
      setOffers(offers.refused?.site === offered.current ? offers : { near: offers.near });
    });
    return () => {
      isCurrent = false;
    };
  }, [ask, page, tabId, state, seen]);
  return (
    <>
      {refused && <RefusedCall {...props} call={refused} />}
      {near.map((site) => (
        <NearOffer key={site.origin} {...props} near={site} />
      ))}
      <CallFromHere {...props} />
    </>
  );
}
