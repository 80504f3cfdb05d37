/** What servers tell of how one signs in: proposals, shown to the user and used by nobody else. */
import type { Failure } from './errors';

/**
 * Of an authorization server (RFC 8414 §2). Named as the fields of the schemes are, so that a form
 * takes what it has a field for.
 */
export interface IssuerMetadata {
  /** As the server spells it: answers that name it are compared letter by letter (RFC 9207 §2.4). */
  readonly issuer: string;
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly deviceUrl?: string;
  readonly revocationUrl?: string;
  /** Whether a sign-in that comes back has to name it. */
  readonly issCheck: 'always' | 'if-sent';
}

/** Of an API (RFC 9728 §2). */
export interface SignInProposal {
  /** Issuers; at least one. */
  readonly servers: readonly string[];
  readonly scopes: readonly string[];
}

export type Discovered<T> =
  | { readonly ok: true; readonly found: T }
  | { readonly ok: false; readonly failure: Failure };
