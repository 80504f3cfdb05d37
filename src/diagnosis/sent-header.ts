/** A header that a rule of ours has set, as far as an answer is judged by it: without its value. */
export interface SentHeader {
  /** Spelled as on the wire. */
  readonly name: string;
  /** The auth scheme in front of an `Authorization`: `Bearer`. Absent for other headers. */
  readonly word?: string;
  /** Whether it holds the time at which it was made: a signature, a JWT that is signed here. */
  readonly signs: boolean;
  /** What this computer's clock was corrected by when it was made; absent: by nothing. */
  readonly clockOffsetMs?: number;
  /** From then on the server refuses it, milliseconds since the Unix epoch. */
  readonly expiresAt?: number;
  /** What the browser says went out in its name. Absent: nobody has looked. */
  readonly asSent?: 'ours' | 'another' | 'absent';
}
