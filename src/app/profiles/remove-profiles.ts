/** Removes profiles and their picks from the vault, and their headers from the rules. */
import { AppError } from '../../domain/errors';
import { withoutProfile } from '../../domain/picks';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

/** @throws {@link AppError} `profile-unknown` if one of them does not exist: then none is removed. */
export async function removeProfiles(
  ports: Ports,
  { profileIds }: { readonly profileIds: readonly string[] },
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const removed = new Set(profileIds);
    const profiles = content.profiles.filter(({ id }) => !removed.has(id));
    if (profiles.length !== content.profiles.length - removed.size) {
      throw new AppError('profile-unknown', 'no such profile');
    }
    const sitePicks = [...removed].reduce(
      (picks, id) => withoutProfile(picks, id),
      content.sitePicks,
    );
    return { ...content, profiles, sitePicks };
  });
}
