/** Takes a profile and its picks out of the vault, and its headers off the wire. */
import { AppError } from '../../domain/errors';
import { syncRules } from '../headers/sync-rules';
import type { Ports } from '../ports';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/** @throws {@link AppError} `profile-unknown`. */
export async function removeProfile(ports: Ports, profileId: string): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { profiles, picks } = vault.content;
  const kept = profiles.filter(({ id }) => id !== profileId);
  if (kept.length === profiles.length) throw new AppError('profile-unknown', 'no such profile');
  const keptPicks = Object.entries(picks).filter(([, id]) => id !== profileId);
  const less = { ...vault.content, profiles: kept, picks: Object.fromEntries(keptPicks) };
  return syncRules(ports, await commit(ports, vault, less));
}
