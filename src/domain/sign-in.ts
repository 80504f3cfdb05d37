/** The part of a sign-in that pages take. */
import type { Failure } from './errors';

/** The next step for the page. */
export type OpenStep =
  /** Open the address, and send back the address to which the server redirects (RFC 6749 §4.1.1). */
  | { readonly kind: 'redirect'; readonly url: string }
  /** The user enters the code there; meanwhile the page asks for the result (RFC 8628 §3.3). */
  | {
      readonly kind: 'device';
      readonly userCode: string;
      readonly verificationUri: string;
      /** The address with the code in it. */
      readonly verificationUriComplete?: string;
      /** The end of the code's life: milliseconds since the Unix epoch. */
      readonly expiresAt: number;
      /** The earliest time to ask: milliseconds since the Unix epoch. */
      readonly askAt: number;
    };

/**
 * The sign-in lasts while it is renewed, by a refresh token or by the user's session at the server; without an
 * end; or until the first token ends.
 */
export type Lasts = 'renewed' | 'silently' | 'endless' | 'once';

export type SignInStep =
  | OpenStep
  | { readonly kind: 'done'; readonly lasts: Lasts }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Except for `failed`, the tokens are deleted here. `told`: the server has revoked them too. */
export type SignOutResult =
  | { readonly kind: 'told' | 'not-offered' }
  | { readonly kind: 'not-told' | 'failed'; readonly failure: Failure };
