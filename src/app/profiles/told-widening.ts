/** The user's answers to what was added to a profile before the last lock. */
import { AppError } from '../../domain/errors';
import { withoutProfile } from '../../domain/picks';
import { answered, takenBack } from '../../domain/widened';
import { changeVault } from '../headers/change-vault';
import { syncRules } from '../headers/sync-rules';
import type { Ports } from '../ports';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

export async function keepWidening(ports: Ports, profileId: string): Promise<OpenVault> {
  const { period } = await ports.session.read();
  return changeVault(ports, (content) => ({
    ...content,
    widenings: answered(content.widenings, profileId, period),
  }));
}

/**
 * Not by `changeVault`, which would judge it: a profile that has left its earlier sites gets them back.
 *
 * @throws AppError `profile-unknown`
 */
export async function removeWidening(ports: Ports, profileId: string): Promise<OpenVault> {
  const { period } = await ports.session.read();
  const vault = await openVault(ports);
  const { content } = vault;
  const profile = content.profiles.find(({ id }) => id === profileId);
  if (!profile) throw new AppError('profile-unknown', 'no such profile');
  const { profile: narrowed, widenings } = takenBack(content.widenings, profile, period);
  // An edit that began before must be refused as stale.
  const revised = { ...narrowed, revision: profile.revision + 1 };
  const profiles = content.profiles.map((each) => (each === profile ? revised : each));
  const own = new Set(narrowed.sites.map(({ origin }) => origin));
  const sitePicks = withoutProfile(content.sitePicks, profileId, (origin) => !own.has(origin));
  const next = await commit(ports, vault, { ...content, profiles, sitePicks, widenings });
  return syncRules(ports, next);
}
