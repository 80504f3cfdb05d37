/** A stored profile as an unsaved form with one addition, for the editor to confirm. Pure. */
import type { ProfileSummary } from '../domain/app-state';
import type { ProfileDraft } from '../domain/profile-draft';
import { type Origin, type Site, WHOLE_ORIGIN } from '../domain/site';

export interface Addition {
  readonly sites?: readonly Site[];
  readonly callers?: readonly Origin[];
}

export function draftWith(
  profile: ProfileSummary,
  { sites = [], callers = [] }: Addition,
): ProfileDraft {
  const { id, revision, name, colour, note, rotateEveryDays } = profile;
  const { strict, ownForms, ownPictures, allowCache, allowHttp } = profile;
  return {
    id,
    revision,
    name,
    colour,
    note,
    strict,
    ownForms,
    ownPictures,
    allowCache,
    allowHttp,
    sites: [...profile.sites, ...sites].map(({ origin, path }) => ({
      url: origin,
      path: path === WHOLE_ORIGIN ? '' : path,
    })),
    callers: [...profile.callers, ...callers],
    // Without fields a header keeps its stored credential.
    headers: profile.headers.map(({ id, schemeId, paths, methods, isOff }) => ({
      id,
      schemeId,
      paths,
      methods,
      ...(isOff && { isOff }),
    })),
    ...(rotateEveryDays !== undefined && { rotateEveryDays: String(rotateEveryDays) }),
  };
}
