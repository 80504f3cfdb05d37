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
}

export interface Issued {
  readonly header: Header;
  /** Milliseconds since the Unix epoch; absent: the header does not age. */
  readonly expiresAt?: number;
  readonly renewAt?: number;
}

/** What is odd about fields that `parse` accepts, and what they tell of themselves. */
export interface Inspection {
  readonly doubts?: readonly { readonly field: string; readonly problem: Doubt }[];
  readonly facts?: readonly CredentialFact[];
}

/** `C` is plain JSON: it is what the vault seals. Bytes are derived inside `issue`. */
export interface AuthScheme<C = unknown> {
  readonly id: SchemeId;
  readonly fields: readonly CredentialField[];
  /** @throws AppError `credential-invalid` naming the field. */
  parse(input: CredentialFields): C;
  /** Spelled as on the wire. */
  headerName(credential: C): string;
  /** Of fields that `parse` accepts. */
  inspect?(input: CredentialFields, context: IssueContext): Inspection;
  /**
   * The header to send from now on.
   *
   * @throws AppError `credential-invalid` naming the field, if the header cannot be made.
   */
  issue(credential: C, context: IssueContext): Promise<Issued>;
}
