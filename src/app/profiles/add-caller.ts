/** Lets the pages of an origin call the sites of a profile. */
import { parseOrigin } from '../../domain/parse-site';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { changeOrConfirm } from './change-or-confirm';

/**
 * @throws AppError `profile-unknown`; `site-invalid` for plain http; `confirmation-needed` if a stored
 * key would go further.
 */
export async function addCaller(
  ports: Ports,
  { profileId, caller: typed }: { readonly profileId: string; readonly caller: string },
): Promise<OpenVault> {
  const caller = parseOrigin(typed);
  return changeOrConfirm(ports, profileId, {
    profile: (before) =>
      before.callers.includes(caller)
        ? before
        : { ...before, callers: [...before.callers, caller] },
  });
}
