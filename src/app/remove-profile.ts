/** Takes a profile and its picks out of the vault, and its headers off the wire. */
import { AppError } from '../domain/errors';
import { commit, openVault } from './open-vault';
import type { Ports } from './ports';
import { syncRules } from './sync-rules';

/** @throws {@link AppError} `profile-unknown`. */
export async function removeProfile(ports: Ports, profileId: string): Promise<void> {
  const vault = await openVault(ports);
  const { profiles, picks } = vault.content;
  const kept = profiles.filter(({ id }) => id !== profileId);
  if (kept.length === profiles.length) throw new AppError('profile-unknown', 'no such profile');
  const keptPicks = Object.entries(picks).filter(([, id]) => id !== profileId);
  await commit(ports, vault, {
    ...vault.content,
    profiles: kept,
    picks: Object.fromEntries(keptPicks),
  });
  await syncRules(ports);
}
