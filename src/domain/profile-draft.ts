/** A profile as a form sends it: still text, to be parsed. */
import type { accessDraftSchema, headerDraftSchema, profileDraftSchema } from './draft-schema';
import type { Parsed } from './parsed';

export type AccessDraft = Parsed<typeof accessDraftSchema>;
export type HeaderDraft = Parsed<typeof headerDraftSchema>;
export type ProfileDraft = Parsed<typeof profileDraftSchema>;

/** The key of an unsaved form: the id of its profile, or `NEW_DRAFT`. */
export function draftKeyOf({ id }: Pick<ProfileDraft, 'id'>): string {
  return id ?? NEW_DRAFT;
}

export const NEW_DRAFT = 'new';

export const PROFILE_NAME_MAX_LENGTH = 80;
export const PROFILE_NOTE_MAX_LENGTH = 2000;
export const READ_PATHS_AT_MOST = 20;
