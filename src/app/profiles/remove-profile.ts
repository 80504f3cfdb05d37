/** Removes a profile and its picks from the vault, and its headers from the rules. */
import { AppError } from '../../domain/errors';
import { withoutProfile } from '../../domain/picks';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

/** @throws {@link AppError} `profile-unknown`. */
export async function removeProfile(ports: Ports, profileId: string): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const profiles = content.profiles.filter(({ id }) => id !== profileId);
    if (profiles.length === content.profiles.length) {
      throw new AppError('profile-unknown', 'no such profile');
    }
    return { ...content, profiles, sitePicks: withoutProfile(content.sitePicks, profileId) };
  });
}
