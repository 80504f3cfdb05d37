/** A header that a rule of ours has set, without its value: evidence for judging the answer. */
export interface SentHeader {
  /** Spelled as on the wire. */
  readonly name: string;
  /** The auth scheme in front of an `Authorization`: `Bearer`. Absent for other headers. */
  readonly word?: string;
  /** Whether the header contains the time of its making: a signature, or a JWT that is signed here. */
  readonly signs: boolean;
  /** A one-time code, which some servers accept once. */
  readonly isOneTime?: true;
  /** The correction of this computer's clock in it, milliseconds. Absent: none. */
  readonly clockOffsetMs?: number;
  /** From then on the server refuses it, milliseconds since the Unix epoch. */
  readonly expiresAt?: number;
  /** The value that left the browser under this name. Absent: not observed. */
  readonly asSent?: 'ours' | 'another' | 'absent';
}
