/** Sign-in metadata of servers: proposals that are shown to the user and used by no other code. */
import type { Failure } from './errors';

/**
 * Metadata of an authorization server (RFC 8414 §2). The keys are the field names of the schemes, so
 * that a form takes each value for which it has a field.
 */
export interface IssuerMetadata {
  /** Spelled as the server does: responses are compared with it letter by letter (RFC 9207 §2.4). */
  readonly issuer: string;
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly deviceUrl?: string;
  readonly revocationUrl?: string;
  /** Whether the response to a sign-in must name the issuer. */
  readonly issCheck: 'always' | 'if-sent';
}

/** Metadata of an API (RFC 9728 §2). */
export interface SignInProposal {
  /** At least one issuer. */
  readonly servers: readonly string[];
  readonly scopes: readonly string[];
}

export type Discovered<T> =
  | { readonly ok: true; readonly found: T }
  | { readonly ok: false; readonly failure: Failure };
