/** A named identity: the sites it is for, and the headers it sends there. */
import type { CredentialFields, SchemeId } from './credential';
import type { Failure } from './errors';
import type { Origin, Site } from './site';

export type ProfileId = string & { readonly __brand: 'ProfileId' };

/** Names one header of one profile; a changed credential gets a new one, so that nothing old fits. */
export type HeaderSpecId = string & { readonly __brand: 'HeaderSpecId' };

/** `C` is what the scheme's `parse` returned: plain JSON, sealed in the vault, never sent to a page. */
export interface HeaderSpec<C = unknown> {
  readonly id: HeaderSpecId;
  readonly schemeId: SchemeId;
  readonly credential: C;
}

export interface Profile {
  readonly id: ProfileId;
  readonly name: string;
  readonly sites: readonly Site[];
  readonly headers: readonly HeaderSpec[];
}

/** Per origin, who the user is there. No entry: nobody. */
export type Picks = Readonly<Record<Origin, ProfileId | undefined>>;

/** A profile as a form sends it: still text, to be parsed. */
export interface ProfileDraft {
  /** Absent for a new profile. */
  readonly id?: string;
  readonly name: string;
  readonly sites: readonly { readonly url: string; readonly path: string }[];
  readonly headers: readonly HeaderDraft[];
}

export interface HeaderDraft {
  /** The header spec this one continues; absent for a new one. */
  readonly id?: string;
  readonly schemeId: string;
  /** Absent: keep the stored credential of `id`. */
  readonly fields?: CredentialFields;
}

/** What is known about one header of a profile at this moment. */
export type HeaderStatus =
  | { readonly state: 'idle' }
  | {
      readonly state: 'installed';
      readonly name: string;
      /** Milliseconds since the Unix epoch. */
      readonly issuedAt: number;
      readonly expiresAt?: number;
    }
  | { readonly state: 'failed'; readonly failure: Failure };

export const PROFILE_NAME_MAX_LENGTH = 80;
