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

export type EndpointName = 'authorizationUrl' | 'tokenUrl' | 'deviceUrl' | 'revocationUrl';

/** A server that describes the issuer that was looked up. */
export interface DescribedIssuer {
  readonly metadata: IssuerMetadata;
  /** The endpoints that the server gives in a form that cannot be used. */
  readonly leftOut: readonly EndpointName[];
  /** The server has no issuer of its own: each tenant is one (`domain/entra.ts`). */
  readonly isForEveryTenant?: true;
}

/** The answer of a server that was looked up by the name of an issuer. */
export type IssuerAnswer =
  | DescribedIssuer
  | {
      /**
       * Its metadata are those of this other issuer. Nothing of them is used: the user decides whether
       * to look up that name (RFC 8414 §3.3).
       */
      readonly callsItself: string;
    };

/** Metadata of an API (RFC 9728 §2). */
export interface SignInProposal {
  /** At least one issuer. */
  readonly servers: readonly string[];
  readonly scopes: readonly string[];
}

export type Discovered<T> =
  | { readonly ok: true; readonly found: T }
  | { readonly ok: false; readonly failure: Failure };
