/**
 * Picks the next profile that has a site on an origin, in list order; after the last one, off. No extra,
 * and no production profile.
 */
import { identityAt } from '../../domain/picks';
import type { Origin } from '../../domain/site';
import { tabPickAt } from '../../domain/tab-picks';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { pick } from './pick';
import { pickInTab } from './tab-picks';
import { tabPicksNow } from './tab-picks-now';

/**
 * Changes nothing if no profile has a site there.
 *
 * @param tabId - The tab in front: if it has a pick of its own there, that one changes.
 */
export async function pickNext(
  ports: Ports,
  origin: Origin,
  tabId?: number,
): Promise<OpenVault | undefined> {
  const { content } = await openVault(ports);
  const here = content.profiles.filter(
    ({ sites, isExtra, production }) =>
      !isExtra && !production && sites.some((site) => site.origin === origin),
  );
  if (here.length === 0) return undefined;
  // Off is at -1, so that the next one is the first.
  const tabPicks = await tabPicksNow(ports, content);
  const own = tabPickAt({ tabPicks }, tabId, origin);
  const before = own ? own.profileId : identityAt(content.sitePicks, origin);
  const profileId = here[here.findIndex(({ id }) => id === before) + 1]?.id ?? null;
  return own
    ? pickInTab(ports, { origin, tabId: own.tabId, profileId })
    : pick(ports, { origin, profileId });
}
