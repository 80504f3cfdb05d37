/** A named identity: the sites it is for, the headers it sends there, and who may trigger them. */
import type { SchemeId } from './credential';
import type { Origin, PathScope, Site } from './site';
import type { TabScope } from './tab-scope';

export type ProfileId = string & { readonly __brand: 'ProfileId' };

/** Names one header of one profile. A new credential gets a new id, so that no old token matches. */
export type HeaderSpecId = string & { readonly __brand: 'HeaderSpecId' };

export const COLOURS = ['grey', 'red', 'orange', 'green', 'teal', 'blue', 'purple'] as const;
export type Colour = (typeof COLOURS)[number];

/** The methods a header can be narrowed to (RFC 9110 §9.3, RFC 5789). OPTIONS never carries one. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** `C` is what the scheme's `parse` returns: plain JSON, sealed in the vault, never sent to a page. */
export interface HeaderSpec<C = unknown> {
  readonly id: HeaderSpecId;
  readonly schemeId: SchemeId;
  readonly credential: C;
  /**
   * The time when this credential was set: milliseconds since the Unix epoch. Absent if an older
   * build saved the profile last.
   */
  readonly rotatedAt?: number;
  /** From a sign-in; buys the next token, whose response may replace it (RFC 6749 §1.5). */
  readonly refreshToken?: string;
  /** Instead of a refresh token, if the server gives an access token that never expires. */
  readonly lastingToken?: LastingToken;
  /** The credential that this one replaced, until the user says that this one works. */
  readonly previousCredential?: ReplacedCredential;
  /** Narrower than the paths of the sites. Empty: everywhere on the sites. */
  readonly paths: readonly PathScope[];
  /** Empty: all. */
  readonly methods: readonly Method[];
  /** The user has switched this header off: it is stored, and sent nowhere. Absent: it is on. */
  readonly isOff?: true;
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
  /** The user went back from this credential: it is the one of the two that did not work. */
  readonly isLeft?: true;
}

/** The requests that carry a header, beyond those of the site's own pages. */
export interface Access {
  /** Other origins whose pages may trigger the header. */
  readonly callers: readonly Origin[];
  /** Only the site's own scripts carry the header; an opened address does not. */
  readonly strict: boolean;
  /** The site's own form submissions and iframes carry the header too. */
  readonly ownForms: boolean;
  /**
   * Firefox: the site's own pictures and style sheets carry the header too. A foreign page can cause
   * such requests there, so it is off by default, and never on together with `strict`.
   */
  readonly ownPictures: boolean;
  /**
   * Chromium: the browser's cache may keep the answers. Without it a script's own `Range` request may
   * get the whole file; with it pages of the same registrable domain can read kept answers.
   */
  readonly allowCache: boolean;
}

export interface Production {
  /** Paths where a POST only reads, as of a GraphQL or search endpoint. */
  readonly readPaths: readonly PathScope[];
}

export interface Profile extends Access {
  readonly id: ProfileId;
  /** Counts the changes, so that an edit of an older revision is noticed. */
  readonly revision: number;
  readonly name: string;
  readonly colour: Colour;
  readonly note: string;
  readonly sites: readonly Site[];
  readonly headers: readonly HeaderSpec[];
  /** Days after which the user wants a reminder to replace the credentials. Absent: never. */
  readonly rotateEveryDays?: number;
  /** Allows plain http to other computers: everyone on the network path can read the header. */
  readonly allowHttp: boolean;
  /** Reads only, until the user arms it on a site. Absent: it is for no production site. */
  readonly production?: Production;
  /** An extra: it is sent beside the picked profile, and any number of extras are on. Absent: no. */
  readonly isExtra?: true;
}

export function newHeaderSpecId(): HeaderSpecId {
  // Cast: this is where header spec ids are made.
  return crypto.randomUUID() as HeaderSpecId;
}

/**
 * An origin with a profile that is in force there, without the headers that it may not send there. The
 * extras of an origin come after its identity. Where a tab has a pick of its own, each entry has its tabs.
 */
export type PickedProfile = readonly [Origin, Profile, tabs?: TabScope];
