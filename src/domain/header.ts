/** A request header, and one that a scheme has issued. Times are by our clock, milliseconds since the Unix epoch. */
import type { HeaderSpecId } from './profile';
import type { Origin } from './site';

export interface Header {
  /** Spelled as on the wire. */
  readonly name: string;
  readonly value: string;
}

/**
 * Finds an issued header, or the failure to issue it, in the session. Only `issuanceOf` makes one, and
 * no code reads a part out of it: an issued header has its `IssueTarget`.
 */
export type IssueKey = string & { readonly __brand: 'IssueKey' };

export interface IssueTarget {
  readonly headerId: HeaderSpecId;
  /** The server by whose clock the header is made. Absent: the header is the same at every site. */
  readonly origin?: Origin;
}

export interface IssuedHeader extends IssueTarget {
  readonly header: Header;
  readonly issuedAt: number;
  /** From then on the server refuses it. Absent: it does not age. */
  readonly expiresAt?: number;
  /** From then on a fresh one is due. Absent: it is sent until the user replaces the credential. */
  readonly renewAt?: number;
  /** By how much the clock it was made by is ahead of ours, milliseconds. Absent: it is ours. */
  readonly clockOffsetMs?: number;
}
