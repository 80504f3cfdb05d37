/** Lets the pages of an origin call the sites of a profile. */
import { AppError } from '../../domain/errors';
import { parseOrigin } from '../../domain/site';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

/**
 * @throws AppError `profile-unknown`; `site-invalid` for plain http; `confirmation-needed` if a stored
 * key would go further.
 */
export async function addCaller(
  ports: Ports,
  { profileId, caller: typed }: { readonly profileId: string; readonly caller: string },
): Promise<OpenVault> {
  const caller = parseOrigin(typed);
  return changeVault(ports, (content) => {
    const profile = content.profiles.find(({ id }) => id === profileId);
    if (!profile) throw new AppError('profile-unknown', 'no such profile');
    if (profile.callers.includes(caller)) return content;
    const callers = [...profile.callers, caller];
    // An edit that began before must be refused as stale.
    const next = { ...profile, revision: profile.revision + 1, callers };
    return {
      ...content,
      profiles: content.profiles.map((each) => (each === profile ? next : each)),
    };
  });
}
