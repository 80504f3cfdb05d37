/** A request header, and one that a scheme has issued. Times are by our clock, milliseconds since the Unix epoch. */

export interface Header {
  /** Spelled as on the wire. */
  readonly name: string;
  readonly value: string;
}

export interface IssuedHeader {
  readonly header: Header;
  readonly issuedAt: number;
  /** From then on the server refuses it. Absent: it does not age. */
  readonly expiresAt?: number;
  /** From then on a fresh one is due. Absent: it is sent until somebody replaces it. */
  readonly renewAt?: number;
  /** By how much the clock it was made by is ahead of ours, milliseconds. Absent: it is ours. */
  readonly clockOffsetMs?: number;
}
