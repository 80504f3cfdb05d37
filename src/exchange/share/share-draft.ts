/** Makes the draft of a shared profile and of what the user has typed for it. */
import type { CredentialFields } from '../../domain/credential';
import type { Doubt } from '../../domain/doubts';
import type { ProfileDraft } from '../../domain/profile-draft';
import type { ProfileOfShare } from './share-schema';

export interface TypedHeader {
  readonly fields: CredentialFields;
  readonly accepted: readonly Doubt[];
}

/**
 * Nothing that lets more requests carry a header comes from the file: no caller, no own forms or
 * pictures, no cache, no plain http. *Strict* and *production* stay.
 *
 * @param typed - For each header of the profile, in its order.
 */
export function shareDraft(shared: ProfileOfShare, typed: readonly TypedHeader[]): ProfileDraft {
  const { name, colour, note = '', sites, headers, strict, rotateEveryDays } = shared;
  const { isExtra, production } = shared;
  return {
    revision: 0,
    name,
    colour,
    note,
    sites,
    headers: headers.map(({ scheme: schemeId, fields, paths, methods, isOff }, index) => ({
      schemeId,
      fields: { ...fields, ...typed[index]?.fields },
      paths,
      methods,
      ...(isOff && { isOff }),
      accepted: [...(typed[index]?.accepted ?? [])],
    })),
    ...(rotateEveryDays !== undefined && { rotateEveryDays: String(rotateEveryDays) }),
    ...(isExtra && { isExtra }),
    ...(production && { production }),
    callers: [],
    strict,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
    allowHttp: false,
  };
}
