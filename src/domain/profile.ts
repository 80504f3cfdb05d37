/** A named identity: the sites it is for, the headers it sends there, and who may trigger them. */
import type { SchemeId } from './credential';
import type { Origin, PathScope, Site } from './site';

export type ProfileId = string & { readonly __brand: 'ProfileId' };

/** Names one header of one profile; a changed credential gets a new one, so that nothing old fits. */
export type HeaderSpecId = string & { readonly __brand: 'HeaderSpecId' };

export const COLOURS = ['grey', 'red', 'orange', 'green', 'teal', 'blue', 'purple'] as const;
export type Colour = (typeof COLOURS)[number];

/** The methods a header can be narrowed to (RFC 9110 §9.3, RFC 5789). OPTIONS never carries one. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** `C` is what the scheme's `parse` returned: plain JSON, sealed in the vault, never sent to a page. */
export interface HeaderSpec<C = unknown> {
  readonly id: HeaderSpecId;
  readonly schemeId: SchemeId;
  readonly credential: C;
  /**
   * When this credential was set: milliseconds since the Unix epoch. Absent until the first save by a
   * build that writes it down.
   */
  readonly rotatedAt?: number;
  /** What a sign-in has left, and each answer leaves anew: it buys the next token (RFC 6749 §1.5). */
  readonly refreshToken?: string;
  /** Instead of that, where the server gives an access token without an end and nothing to renew it. */
  readonly lastingToken?: LastingToken;
  /** The credential in whose place this one came, until the user says that this one works. */
  readonly previousCredential?: ReplacedCredential;
  /** Narrower than the sites' own paths; empty: wherever the sites are. */
  readonly paths: readonly PathScope[];
  /** Empty: all. */
  readonly methods: readonly Method[];
}

export interface LastingToken {
  readonly value: string;
  /** Milliseconds since the Unix epoch. */
  readonly obtainedAt: number;
}

export interface ReplacedCredential
  extends Pick<
    HeaderSpec,
    'schemeId' | 'credential' | 'rotatedAt' | 'refreshToken' | 'lastingToken'
  > {
  /** The user has gone back from it: of the two it is the one that did not work. */
  readonly isLeft?: true;
}

/** Whose requests carry a header, beyond those of the site's own pages. */
export interface Access {
  /** Other origins whose pages may trigger it. */
  readonly callers: readonly Origin[];
  /** Not even an address that is opened: only the site's own scripts. */
  readonly strict: boolean;
  /** Also the site's own form posts and frames. */
  readonly ownForms: boolean;
}

export interface Profile extends Access {
  readonly id: ProfileId;
  /** Counts its changes, so that an edit of an older one is noticed. */
  readonly revision: number;
  readonly name: string;
  readonly colour: Colour;
  readonly note: string;
  readonly sites: readonly Site[];
  readonly headers: readonly HeaderSpec[];
  /** After how many days the user wants to be reminded to replace the credentials; absent: never. */
  readonly rotateEveryDays?: number;
  /** Plain http to other computers, which anybody on the way can read. */
  readonly allowHttp: boolean;
}

export function newHeaderSpecId(): HeaderSpecId {
  // Cast: this is where header spec ids are made.
  return crypto.randomUUID() as HeaderSpecId;
}

/** An origin with the profile that is in force there. */
export type PickedProfile = readonly [Origin, Profile];
