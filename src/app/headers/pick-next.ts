/**
 * Picks the next profile that has a site on an origin, in list order; after the last one, off. No extra,
 * and no production profile.
 */
import { identityAt } from '../../domain/picks';
import type { Origin } from '../../domain/site';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { pick } from './pick';

/** Changes nothing if no profile has a site there. */
export async function pickNext(ports: Ports, origin: Origin): Promise<OpenVault | undefined> {
  const { content } = await openVault(ports);
  const here = content.profiles.filter(
    ({ sites, isExtra, production }) =>
      !isExtra && !production && sites.some((site) => site.origin === origin),
  );
  if (here.length === 0) return undefined;
  // Off is at -1, so that the next one is the first.
  const at = here.findIndex(({ id }) => id === identityAt(content.sitePicks, origin));
  return pick(ports, { origin, profileId: here[at + 1]?.id ?? null });
}
