/** Picks a profile on an origin where it has a site, or on all of them; or off. */
import { AppError } from '../../domain/errors';
import { withIdentity } from '../../domain/picks';
import type { Origin } from '../../domain/site';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { changeVault } from './change-vault';

/**
 * @param profileId - Null: off.
 * @throws {@link AppError} `profile-unknown` if it does not exist or has no site on this origin.
 */
export async function pick(
  ports: Ports,
  { origin, profileId }: { readonly origin: string; readonly profileId: string | null },
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const profile = content.profiles.find(({ id }) => id === profileId);
    if (profileId !== null && !profile?.sites.some((site) => site.origin === origin)) {
      throw new AppError('profile-unknown', 'no such profile on this origin');
    }
    // Cast: a profile has a site on this origin, or the identity is removed, which any text allows.
    const sitePicks = withIdentity(content.sitePicks, origin as Origin, profile?.id);
    return { ...content, sitePicks };
  });
}

/** Picks a profile on each of its sites, by one commit. @throws {@link AppError} `profile-unknown`. */
export async function pickEverywhere(
  ports: Ports,
  { profileId }: { readonly profileId: string },
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const profile = content.profiles.find(({ id }) => id === profileId);
    if (!profile) throw new AppError('profile-unknown', 'no such profile');
    const sitePicks = profile.sites.reduce(
      (all, { origin }) => withIdentity(all, origin, profile.id),
      content.sitePicks,
    );
    return { ...content, sitePicks };
  });
}
