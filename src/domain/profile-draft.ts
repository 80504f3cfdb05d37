/** A profile as a form sends it: still text, to be parsed. */
import type { CredentialFields } from './credential';
import type { Doubt } from './errors';
import type { Colour, Method } from './profile';

export interface ProfileDraft {
  /** Absent for a new profile. */
  readonly id?: string;
  /** Of the profile that the edit began with; 0 for a new one, and for one to be made anew. */
  readonly revision: number;
  readonly name: string;
  readonly colour: Colour;
  readonly note: string;
  readonly sites: readonly { readonly url: string; readonly path: string }[];
  readonly headers: readonly HeaderDraft[];
  /** Empty or absent: never. */
  readonly rotateEveryDays?: string;
  readonly callers: readonly string[];
  readonly strict: boolean;
  readonly ownForms: boolean;
  readonly allowHttp: boolean;
  /** Of a new one that is kept unsaved: whether to pick it on its sites when it is saved. */
  readonly pick?: boolean;
}

export interface HeaderDraft {
  /** Names this header among those of a form that is kept unsaved, until it is saved. */
  readonly key?: string;
  /** The header spec this one continues; absent for a new one. */
  readonly id?: string;
  readonly schemeId: string;
  /** Absent: keep the stored credential of `id`. */
  readonly fields?: CredentialFields;
  /** Names of secret fields whose values only the background holds. */
  readonly fieldsInBackground?: readonly string[];
  readonly paths: readonly string[];
  readonly methods: readonly Method[];
  /** Oddities of the fields that the user has said are meant. */
  readonly accepted?: readonly Doubt[];
}

/** What a form that is kept unsaved is found by: the profile it is of, or that it is a new one. */
export function draftKeyOf({ id }: Pick<ProfileDraft, 'id'>): string {
  return id ?? NEW_DRAFT;
}

export const NEW_DRAFT = 'new';

export const PROFILE_NAME_MAX_LENGTH = 80;
export const PROFILE_NOTE_MAX_LENGTH = 2000;
