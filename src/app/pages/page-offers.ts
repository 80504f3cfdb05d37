/** Makes the offers for a page without a profile: the refused call that it has made, or the sites next door. */
import { callOffer } from '../../domain/call-offer';
import { nearSites } from '../../domain/near-sites';
import type { PageOffers } from '../../domain/page-offers';
import { parseOrigin } from '../../domain/parse-site';
import { identitiesOf } from '../../domain/picks';
import type { Profile } from '../../domain/profile';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';

/** @throws AppError as `openVault` does; `site-invalid` for a page that is no origin. */
export async function pageOffers(
  ports: Ports,
  { page: typed, tabId }: { readonly page: string; readonly tabId: number | null },
): Promise<PageOffers> {
  const page = parseOrigin(typed, { allowHttp: true });
  const { content } = await openVault(ports);
  const { profiles, sitePicks, declinedCalls } = content;
  const { seen } = await ports.activity.read();
  const facts = { profiles, picks: identitiesOf(sitePicks), declinedCalls };
  const offer = tabId === null ? undefined : callOffer(facts, seen, { tabId, page });
  if (offer) return { refused: { ...offer.call, profileId: offer.profile.id }, near: [] };
  const near = nearSites<Profile>(profiles, page).map(({ origin, distance, profiles: there }) => {
    return { origin, distance, profileIds: there.map(({ id }) => id) };
  });
  return { near };
}
