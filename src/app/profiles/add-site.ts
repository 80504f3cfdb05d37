/** Uses a profile on the site next door too: adds that site, and picks the profile there. */
import { AppError } from '../../domain/errors';
import { nearSites } from '../../domain/near-sites';
import { parseOrigin } from '../../domain/parse-site';
import { withUsed } from '../../domain/picks';
import type { Profile } from '../../domain/profile';
import type { Origin, Site } from '../../domain/site';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { changeOrConfirm } from './change-or-confirm';

/**
 * @throws AppError `profile-unknown`; `site-invalid` for plain http and for a site that is not next
 * door; `confirmation-needed` if a stored key would go further.
 */
export async function addSite(
  ports: Ports,
  { profileId, origin: typed }: { readonly profileId: string; readonly origin: string },
): Promise<OpenVault> {
  const origin = parseOrigin(typed);
  return changeOrConfirm(ports, profileId, {
    profile: (before) => withSite(before, origin),
    picks: (before, profile) => withUsed(before, profile, [origin]),
  });
}

/** The new site has the same paths as the one next door. */
function withSite(profile: Profile, origin: Origin): Profile {
  if (profile.sites.some((site) => site.origin === origin)) return profile;
  const [near] = nearSites([profile], origin);
  if (!near) throw new AppError('site-invalid', 'not next door', { field: 'site' });
  const added = profile.sites
    .filter((site) => site.origin === near.origin)
    .map(({ path }): Site => ({ origin, path }));
  return { ...profile, sites: [...profile.sites, ...added] };
}
