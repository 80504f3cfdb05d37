/** The profile in force on an origin, one that has a site there, or off. */
import { AppError } from '../../domain/errors';
import type { Ports } from '../ports';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { syncRules } from './sync-rules';

/**
 * @param profileId - Null: off.
 * @throws {@link AppError} `profile-unknown` if it does not exist or has no site on this origin.
 */
export async function pick(
  ports: Ports,
  { origin, profileId }: { readonly origin: string; readonly profileId: string | null },
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { profiles, picks } = vault.content;
  const profile = profiles.find(({ id }) => id === profileId);
  if (profileId !== null && !profile?.sites.some((site) => site.origin === origin)) {
    throw new AppError('profile-unknown', 'no such profile on this origin');
  }
  const others = Object.entries(picks).filter(([picked]) => picked !== origin);
  const next = profile ? [...others, [origin, profile.id] as const] : others;
  const picked = { ...vault.content, picks: Object.fromEntries(next) };
  return syncRules(ports, await commit(ports, vault, picked));
}
