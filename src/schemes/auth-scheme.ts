/** The contract of an auth scheme (RFC 9110 §11.1): what it asks for, how it checks it, how it issues a header. */
import type {
  CredentialFact,
  CredentialField,
  CredentialFields,
  SchemeId,
} from '../domain/credential';
import type { Doubt } from '../domain/errors';
import type { Header } from '../domain/header';

export interface IssueContext {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** The live one, for a scheme with a grant. */
  readonly token?: AccessToken;
}

export interface Issued {
  readonly header: Header;
  /** Milliseconds since the Unix epoch; absent: the header does not age. */
  readonly expiresAt?: number;
  readonly renewAt?: number;
}

/** What is odd about a credential, and what it tells of itself. */
export interface Inspection {
  readonly doubts?: readonly { readonly field: string; readonly problem: Doubt }[];
  readonly facts?: readonly CredentialFact[];
}

/** A token as a server has handed it out. Times are milliseconds since the Unix epoch. */
export interface AccessToken {
  readonly value: string;
  readonly obtainedAt: number;
  /** Absent: the server has not said. */
  readonly expiresAt?: number;
  /** From then on a fresh one is due. */
  readonly renewAt: number;
}

export interface GrantContext {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  readonly fetch: typeof fetch;
}

/** How a token is obtained (RFC 6749 §1.3). */
export interface Grant<C = unknown> {
  /** What is asked, by https or on this computer. Our own rules stay away from it. */
  endpoints(credential: C): readonly string[];
  /** @throws AppError `token-…`, with `retryAfter` where the server has said when. */
  obtain(credential: C, context: GrantContext): Promise<AccessToken>;
}

/** `C` is plain JSON: it is what the vault seals. Bytes are derived inside `issue`. */
export interface AuthScheme<C = unknown> {
  readonly id: SchemeId;
  readonly fields: readonly CredentialField[];
  /** @throws AppError `credential-invalid` naming the field. */
  parse(input: CredentialFields): C;
  /** Spelled as on the wire. */
  headerName(credential: C): string;
  /** Of what `parse` has made, while it is typed and once it is stored. */
  inspect?(credential: C, context: IssueContext): Inspection;
  /**
   * The header to send from now on.
   *
   * @throws AppError `credential-invalid` naming the field, if the header cannot be made;
   * `token-pending` without the token that it carries.
   */
  issue(credential: C, context: IssueContext): Promise<Issued>;
  /** Where the header carries a token that a server hands out. */
  readonly grant?: Grant<C>;
}
