/**
 * Profiles without their secrets, as a file for others, and the review of such a file before anything
 * is saved.
 */
import type { Failure, FieldProblem } from './errors';
import type { Colour, Method } from './profile';
import type { WiderPart } from './wider-parts';

export const SHARE_FORMAT = 'keybearer-share';
export const SHARE_VERSION = 1;

/** Characters of a file: more than 5,000 profiles need. */
export const SHARE_AT_MOST = 8 * 1024 * 1024;
export const SHARED_PROFILES_AT_MOST = 10_000;

/** The content decides: pasted text has no name. */
export function isShareFile(text: string): boolean {
  if (text.length > SHARE_AT_MOST || !text.includes(SHARE_FORMAT)) return false;
  try {
    const { format } = Object(JSON.parse(text));
    return format === SHARE_FORMAT;
  } catch {
    return false;
  }
}

/** A file, made for profiles of the vault. */
export interface MadeShare {
  readonly text: string;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
}

/** A part that a file holds as it is. */
export type OpenPart = 'name' | 'note' | 'site' | 'path' | 'caller';

/** No file is made: this part of the profile contains a secret of it. */
export interface UnmadeShare {
  readonly secretIn: OpenPart;
  /** Belongs to the profile. */
  readonly name: string;
}

/** The digest in a form that two people can compare: 80 bits in five groups. */
export function fingerprintOf(digest: string): string {
  return (digest.slice(0, 20).match(/.{4}/g) ?? []).join(' ');
}

/** A header of a shared file. */
export interface SharedHeader {
  /** Another version may have schemes that this one does not know. */
  readonly schemeId: string;
  /** Field name → text; no secret. */
  readonly fields: Readonly<Record<string, string>>;
  /** The names of the fields that the user has to fill in. */
  readonly asks: readonly string[];
  /** The origins of the servers that the secret is sent to, beside the sites. */
  readonly servers: readonly string[];
  readonly paths: readonly string[];
  readonly methods: readonly Method[];
  readonly isOff?: true;
}

/** A profile of a shared file, as the review shows it. */
export interface SharedProfile {
  readonly name: string;
  readonly colour: Colour;
  readonly note: string;
  readonly sites: readonly { readonly url: string; readonly path: string }[];
  readonly headers: readonly SharedHeader[];
  readonly strict: boolean;
  readonly isExtra?: true;
  readonly production?: { readonly readPaths: readonly string[] };
  readonly callers: readonly string[];
  /** An import turns them off. */
  readonly turnedOff: readonly WiderPart[];
  /** A stored profile says the same, but for its credential, colour and note. */
  readonly isThere: boolean;
  /** The reason why it cannot be imported. */
  readonly problem?: FieldProblem;
}

export type ShareReview =
  | {
      readonly ok: true;
      /** SHA-256 of the canonical JSON, in hexadecimal. */
      readonly digest: string;
      readonly profiles: readonly SharedProfile[];
    }
  | { readonly ok: false; readonly failure: Failure };
