/** The contract of an auth scheme (RFC 9110 §11.1): what it asks for, how it checks it, how it issues a header. */
import type {
  CredentialFact,
  CredentialField,
  CredentialFields,
  SchemeId,
  SignInKind,
} from '../domain/credential';
import type { Doubt } from '../domain/errors';
import type { HeaderSet } from '../domain/header';
import type { OpenStep } from '../domain/sign-in';

export interface IssueContext {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** The live one, for a scheme with a grant. */
  readonly token?: AccessToken;
}

export interface Issued {
  /** Named as `headerNames` says, in that order. */
  readonly headers: HeaderSet;
  /** Milliseconds since the Unix epoch; absent: the headers do not age. */
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

/** What a token endpoint has answered (RFC 6749 §5.1). */
export interface Obtained {
  readonly token: AccessToken;
  /** For the next one. It has to be stored before the token is used: the last one may be spent. */
  readonly refreshToken?: string;
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
  /** Where somebody has to sign in, and what is obtained belongs to that one header. */
  readonly signIn?: SignInFlow<C>;
  /**
   * @param refreshToken - What the last answer has left for this one, or the sign-in.
   * @throws AppError `token-…` or `sign-in-ended`, with `retryAfter` where the server has said when.
   */
  obtain(credential: C, context: GrantContext, refreshToken?: string): Promise<Obtained>;
}

/** What is kept of a sign-in between its steps, in memory only: plain JSON. */
export interface PendingSignIn<P = unknown> {
  readonly step: OpenStep;
  /** The scheme's own. */
  readonly secret: P;
}

/** How somebody signs in: a step to show, and what the next one needs to know of it. */
export interface SignInFlow<C = unknown, P = unknown> {
  readonly kind: SignInKind;
  /** What the server shows to whoever signs in: our headers have no business there. */
  pages(credential: C): readonly string[];
  /**
   * @param redirectUri - Where the browser hands over to the extension.
   * @throws AppError `token-…`
   */
  begin(credential: C, context: GrantContext, redirectUri: string): Promise<PendingSignIn<P>>;
  /**
   * @param address - By which the server has come back, where it has.
   * @returns what was obtained; or the sign-in as it goes on, where nobody has decided yet.
   * @throws AppError `sign-in-refused`, `sign-in-mismatch`, `sign-in-expired` or `token-…`.
   */
  proceed(
    credential: C,
    pending: PendingSignIn<P>,
    context: GrantContext,
    address?: string,
  ): Promise<{ readonly obtained: Obtained } | { readonly pending: PendingSignIn<P> }>;
  /** Has the server forget it (RFC 7009). @returns whether it offers that. @throws AppError `token-…` */
  revoke(credential: C, refreshToken: string, context: GrantContext): Promise<boolean>;
}

/** `C` is plain JSON: it is what the vault seals. Bytes are derived inside `issue`. */
export interface AuthScheme<C = unknown> {
  readonly id: SchemeId;
  readonly fields: readonly CredentialField[];
  /** @throws AppError `credential-invalid` naming the field. */
  parse(input: CredentialFields): C;
  /** Spelled as on the wire; the header with the credential first. No two are the same name. */
  headerNames(credential: C): readonly [string, ...string[]];
  /** The header says the time, and the server looks at it: it is made for each server by its clock. */
  readonly signsTime?: true;
  /** Of what `parse` has made, while it is typed and once it is stored. */
  inspect?(credential: C, context: IssueContext): Inspection;
  /**
   * Makes the headers to send from now on.
   *
   * @throws AppError `credential-invalid` naming the field, if they cannot be made; `token-pending`
   * if they carry a token and `context` has none.
   */
  issue(credential: C, context: IssueContext): Promise<Issued>;
  /** Where the header carries a token that a server hands out. */
  readonly grant?: Grant<C>;
}
