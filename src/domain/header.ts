/**
 * A request header, and the headers that a scheme has issued. Times are by our clock, milliseconds since
 * the Unix epoch.
 */
import type { HeaderSpecId } from './profile';
import type { Origin } from './site';

export interface Header {
  /** Spelled as on the wire. */
  readonly name: string;
  readonly value: string;
}

/**
 * Headers of one moment: they are issued, sent and replaced together. The first one carries the
 * credential, and no two have the same name.
 */
export type HeaderSet = readonly [Header, ...Header[]];

/**
 * Finds issued headers, or the failure to issue them, in the session. Only `issuanceOf` makes a key,
 * and no code reads a part out of one: issued headers have their `IssueTarget`.
 */
export type IssueKey = string & { readonly __brand: 'IssueKey' };

export interface IssueTarget {
  readonly headerId: HeaderSpecId;
  /** The server by whose clock the headers are made. Absent: they are the same at every site. */
  readonly origin?: Origin;
}

/** The session is empty after an update of the extension, so an older build's form is never read. */
export interface IssuedHeaders extends IssueTarget {
  readonly headers: HeaderSet;
  readonly issuedAt: number;
  /** From then on the server refuses them. Absent: they do not age. */
  readonly expiresAt?: number;
  /** From then on fresh ones are due. Absent: they are sent until the user replaces the credential. */
  readonly renewAt?: number;
  /** From then on a new token is asked for; no alarm of the header's own. Absent: it is not. */
  readonly tokenRenewAt?: number;
  /** The clock of their issue minus ours, in milliseconds. Absent: they were issued by ours. */
  readonly clockOffsetMs?: number;
}
