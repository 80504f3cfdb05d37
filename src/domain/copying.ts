/** What the user takes out of Keybearer by the clipboard. */
import type { Failure } from './errors';

/** What is to be written to the clipboard, and nowhere else. */
export type CopyAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly failure: Failure };

/** What is remembered of a secret in the clipboard: enough to know it again, and no more. */
export interface Copied {
  /** SHA-256 of the text, in hexadecimal. */
  readonly digest: string;
  /** From then on it is to be cleared: milliseconds since the Unix epoch. */
  readonly clearAt: number;
}
