/** A sign-in, as far as pages take part in it. */
import type { Failure } from './errors';

/** What is to be done next. */
export type OpenStep =
  /** Open it, and bring back the address by which the server returns (RFC 6749 §4.1.1). */
  | { readonly kind: 'redirect'; readonly url: string }
  /** Enter the code there, and meanwhile ask what has become of it (RFC 8628 §3.3). */
  | {
      readonly kind: 'device';
      readonly userCode: string;
      readonly verificationUri: string;
      /** With the code in it. */
      readonly verificationUriComplete?: string;
      /** When the code is good for nothing any more: milliseconds since the Unix epoch. */
      readonly expiresAt: number;
      /** When to ask, not before: the same. */
      readonly askAt: number;
    };

export type SignInStep =
  | OpenStep
  /** For how long: as it is renewed, without an end, or until the first token has ended. */
  | { readonly kind: 'done'; readonly lasts: 'renewed' | 'endless' | 'once' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What signing out has come to: here it is certain, and the server may have been told. */
export type SignOutResult =
  | { readonly kind: 'told' | 'not-offered' }
  | { readonly kind: 'not-told' | 'failed'; readonly failure: Failure };
