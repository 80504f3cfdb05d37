/**
 * Makes a profile of an imported draft. The values that decide who may trigger its headers come from
 * here and not from the message, so that no file and no forged message makes a profile wide.
 */
import { AppError } from '../../domain/errors';
import type { Profile } from '../../domain/profile';
import type { HeaderDraft, ProfileDraft } from '../../domain/profile-draft';
import { parseProfile } from '../profiles/parse-profile';

/**
 * @param now - Milliseconds since the Unix epoch.
 * @returns a new profile with new ids.
 * @throws AppError as `parseProfile` does; `message-refused` if the draft names something stored.
 */
export function parseImported(draft: ProfileDraft, now: number): Profile {
  return parseProfile(asNew(draft), undefined, now);
}

/** *Strict* and a switched-off header stay, since both only narrow. */
export function asNew({
  id,
  name,
  colour,
  note,
  sites,
  headers,
  strict,
}: ProfileDraft): ProfileDraft {
  if (id !== undefined || headers.some(namesStored)) {
    throw new AppError('message-refused', 'an import names a stored profile');
  }
  return {
    revision: 0,
    name,
    colour,
    note,
    sites,
    headers,
    callers: [],
    strict,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
    allowHttp: false,
  };
}

function namesStored({ id, fieldsInBackground, storedFields }: HeaderDraft): boolean {
  return [id, fieldsInBackground, storedFields].some((each) => each !== undefined);
}
