/** Copies to the clipboard. */
import type { Failure } from './errors';

/** The text is for the clipboard and for nothing else. */
export type CopyAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly failure: Failure };

/** Recognises a secret in the clipboard without storing it. */
export interface Copied {
  /** SHA-256 of the text, in hexadecimal. */
  readonly digest: string;
  /** The time to clear it: milliseconds since the Unix epoch. */
  readonly clearAt: number;
}
