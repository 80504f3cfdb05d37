/** A task for the worker that encrypts and decrypts backups, and its answer. */
import type { Failure } from './errors';

export type AgeTask =
  | { readonly kind: 'encrypt'; readonly text: string; readonly passphrase: string }
  | {
      readonly kind: 'decrypt';
      /** Armored text, or the bytes in base64. */
      readonly file: string;
      readonly passphrase: string;
    };

/** The armored file, or the text that was in it. */
export type AgeAnswer = { readonly text: string } | { readonly failure: Failure };
