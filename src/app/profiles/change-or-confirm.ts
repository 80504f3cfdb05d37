/**
 * Changes one stored profile where no form is open. If the change has to be confirmed, it is left as an
 * unsaved form: the editor shows it, and asks.
 */
import { AppError } from '../../domain/errors';
import type { SitePicks } from '../../domain/picks';
import type { Profile } from '../../domain/profile';
import type { ProfileDraft } from '../../domain/profile-draft';
import { WHOLE_ORIGIN } from '../../domain/site';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { keepDraft } from './kept-drafts';

interface Change {
  /** @returns the same object if nothing changes. */
  readonly profile: (before: Profile) => Profile;
  readonly picks?: (before: SitePicks, profile: Profile) => SitePicks;
}

/** @throws AppError `profile-unknown`; `confirmation-needed` if a stored key would go further. */
export async function changeOrConfirm(
  ports: Ports,
  profileId: string,
  change: Change,
): Promise<OpenVault> {
  let wanted: Profile | undefined;
  try {
    return await changeVault(ports, (content) => {
      const profile = content.profiles.find(({ id }) => id === profileId);
      if (!profile) throw new AppError('profile-unknown', 'no such profile');
      wanted = change.profile(profile);
      // An edit that began before must be refused as stale.
      const next = wanted === profile ? profile : { ...wanted, revision: profile.revision + 1 };
      const { picks = (before) => before } = change;
      return {
        ...content,
        profiles: content.profiles.map((each) => (each === profile ? next : each)),
        sitePicks: picks(content.sitePicks, next),
      };
    });
  } catch (error) {
    const isAsking = error instanceof AppError && error.code === 'confirmation-needed';
    if (isAsking && wanted) await keepUnlessEdited(ports, draftOf(wanted));
    throw error;
  }
}

/** A form that the user has begun is left as it is. */
async function keepUnlessEdited(ports: Ports, draft: ProfileDraft): Promise<void> {
  const { drafts } = await ports.session.readNow();
  if (!Object.hasOwn(drafts, draft.id ?? '')) await keepDraft(ports, draft);
}

/** Without fields: each header keeps its stored credential. */
function draftOf({ sites, headers, rotateEveryDays, ...profile }: Profile): ProfileDraft {
  return {
    ...profile,
    sites: sites.map(({ origin, path }) => ({
      url: origin,
      path: path === WHOLE_ORIGIN ? '' : path,
    })),
    headers: headers.map(({ id, schemeId, paths, methods, isOff }) => ({
      id,
      schemeId,
      paths,
      methods,
      ...(isOff && { isOff }),
    })),
    ...(rotateEveryDays !== undefined && { rotateEveryDays: String(rotateEveryDays) }),
  };
}
