/** Picks profiles on an origin where they have a site, or on all of them; or off. */
import { AppError } from '../../domain/errors';
import { type SitePicks, withIdentities, withIdentity, withoutProfile } from '../../domain/picks';
import type { Profile } from '../../domain/profile';
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
    return { ...content, sitePicks: pickedOnAll(content.sitePicks, [profile]) };
  });
}

/**
 * Picks several profiles on all their sites, or ends their picks. Of two on one site the later one of the
 * list is picked.
 *
 * @throws {@link AppError} `profile-unknown` if one of them does not exist: then no pick changes.
 */
export async function pickMany(
  ports: Ports,
  { profileIds, isPicked }: { readonly profileIds: readonly string[]; readonly isPicked: boolean },
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const byId = new Map<string, Profile>(content.profiles.map((each) => [each.id, each]));
    // Each once, at its last place in the list.
    const each = [...new Set(profileIds.toReversed())].toReversed();
    const sitePicks = each.reduce((picks, profileId) => {
      const profile = byId.get(profileId);
      if (!profile) throw new AppError('profile-unknown', 'no such profile');
      return isPicked ? pickedOnAll(picks, [profile]) : withoutProfile(picks, profileId);
    }, content.sitePicks);
    return { ...content, sitePicks };
  });
}

/** If two profiles have the same site, the later one is picked there. */
export function pickedOnAll(picks: SitePicks, profiles: readonly Profile[]): SitePicks {
  const identities = profiles.flatMap(({ id, sites }) =>
    sites.map(({ origin }) => [origin, id] as const),
  );
  return withIdentities(picks, identities);
}
