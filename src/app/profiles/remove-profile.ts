/** Takes a profile and its picks out of the vault, and its headers off the wire. */
import { AppError } from '../../domain/errors';
import { withoutProfile } from '../../domain/picks';
import { syncRules } from '../headers/sync-rules';
import type { Ports } from '../ports';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/** @throws {@link AppError} `profile-unknown`. */
export async function removeProfile(ports: Ports, profileId: string): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { profiles, sitePicks } = vault.content;
  const kept = profiles.filter(({ id }) => id !== profileId);
  if (kept.length === profiles.length) throw new AppError('profile-unknown', 'no such profile');
  const keptPicks = withoutProfile(sitePicks, profileId);
  const less = { ...vault.content, profiles: kept, sitePicks: keptPicks };
  return syncRules(ports, await commit(ports, vault, less));
}
