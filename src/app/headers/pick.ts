/** Who the user is on an origin: a profile that has a site there, or nobody. */
import { AppError } from '../../domain/errors';
import { withIdentity } from '../../domain/picks';
import type { Origin } from '../../domain/site';
import type { Ports } from '../ports';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { syncRules } from './sync-rules';

/**
 * @param profileId - Null: nobody.
 * @throws {@link AppError} `profile-unknown` if it does not exist or has no site on this origin.
 */
export async function pick(
  ports: Ports,
  { origin, profileId }: { readonly origin: string; readonly profileId: string | null },
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { profiles, sitePicks } = vault.content;
  const profile = profiles.find(({ id }) => id === profileId);
  if (profileId !== null && !profile?.sites.some((site) => site.origin === origin)) {
    throw new AppError('profile-unknown', 'no such profile on this origin');
  }
  // Cast: an origin without a pick changes nothing, whatever it says.
  const next = withIdentity(sitePicks, origin as Origin, profile?.id);
  const picked = { ...vault.content, sitePicks: next };
  return syncRules(ports, await commit(ports, vault, picked));
}
