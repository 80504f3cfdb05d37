/** The contract of an auth scheme (RFC 9110 §11.1): its fields, its checks, and its headers. */
import type {
  CredentialFact,
  CredentialField,
  CredentialFields,
  MintedToken,
  RedirectKind,
  SchemeId,
  SignInKind,
} from '../domain/credential';
import type { Doubt } from '../domain/doubts';
import type { HeaderSet } from '../domain/header';
import type { OpenStep } from '../domain/sign-in';
import type { TriedLogin } from '../domain/tried-login';

export interface IssueContext {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** The token to carry, for a scheme with a grant. */
  readonly token?: AccessToken;
}

export interface Issued {
  /** Named as `headerNames` says, in that order. */
  readonly headers: HeaderSet;
  /** Milliseconds since the Unix epoch; absent: the headers do not age. */
  readonly expiresAt?: number;
  readonly renewAt?: number;
}

export interface FieldDoubt {
  readonly field: string;
  readonly problem: Doubt;
}

/** Doubts about a credential, and facts that it contains. */
export interface Inspection {
  readonly doubts?: readonly FieldDoubt[];
  readonly facts?: readonly CredentialFact[];
}

/** A token from a server. Times are milliseconds since the Unix epoch. */
export interface AccessToken {
  readonly value: string;
  readonly obtainedAt: number;
  /** Absent: the server does not say. */
  readonly expiresAt?: number;
  /** From then on a fresh one is due. */
  readonly renewAt: number;
}

/** The user whom a server has named beside a token. In memory only. */
export interface SignedInUser {
  /** SHA-256 of issuer and subject, in base64: it tells two users apart and names none. */
  readonly digest: string;
  /** The name for the server's `login_hint` (OpenID Connect Core 1.0 §3.1.2.1). Absent: it gave none. */
  readonly loginHint?: string;
}

/** The answer of a token endpoint (RFC 6749 §5.1). */
export interface Obtained {
  readonly token: AccessToken;
  /** Present if the credential is renewed silently and the server has named the user. */
  readonly user?: SignedInUser;
  /** Gets the next token. Store it before the token is used: the one before may be invalid by now. */
  readonly refreshToken?: string;
  /** The refresh token that was sent no longer works, also if there is no next one. */
  readonly endsRefreshToken?: true;
}

export interface GrantContext {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  readonly fetch: typeof fetch;
  /** The same; a redirect of the server shows where it leads, if the browser tells. */
  readonly fetchSeeingRedirects?: typeof fetch;
}

/** The way to obtain a token (RFC 6749 §1.3). */
export interface Grant<C = unknown> {
  /** The addresses to ask, by https or on this computer. Our rules set no header there. */
  endpoints(credential: C): readonly string[];
  /** For grants that need the user to sign in. Their tokens belong to one header only. */
  readonly signIn?: SignInFlow<C>;
  /**
   * For grants without a sign-in: whether the answers have refresh tokens. Then the token belongs to one
   * header only, since the vault keeps the refresh token beside that.
   */
  keepsRefreshToken?(credential: C): boolean;
  /**
   * @param refreshToken - From the last answer, or from the sign-in.
   * @throws AppError `token-…`, `login-…` or `sign-in-ended`, with `retryAfter` if the server names a time.
   */
  obtain(credential: C, context: GrantContext, refreshToken?: string): Promise<Obtained>;
  /**
   * For grants whose answers have any shape: a user may try one to see where the token is.
   *
   * @throws AppError `credential-invalid` naming the field.
   */
  trial?(fields: CredentialFields): Trial;
}

/** One request for a token. Nothing of its answer is kept. */
export interface Trial {
  readonly url: string;
  /** @throws AppError `token-unavailable` if no answer comes. */
  ask(context: GrantContext): Promise<TriedLogin>;
}

/** The browser's part in a renewal without the user. */
export interface SilentContext extends GrantContext {
  /** The address that leads back to the extension. */
  readonly redirectUri: string;
  /** Opens an address where no one sees it. @returns the address that leads back; undefined: none did. */
  visit(url: string): Promise<string | undefined>;
  /** @throws AppError `vault-locked` once the vault is locked. */
  refuseLocked(): Promise<void>;
}

/** Asks the server for a token by the session that the user has there (`prompt=none`). */
export interface SilentRenewal<C = unknown> {
  /** Whether the user has switched it on. */
  isOn(credential: C): boolean;
  /** The kind of address that leads back. */
  redirect(credential: C): RedirectKind;
  /**
   * @param user - The one who signed in.
   * @throws AppError `sign-in-needed` if the server wants to show a page, `sign-in-other-user`,
   * `sign-in-unanswered`, `vault-locked`, and as `proceed`.
   */
  obtain(credential: C, user: SignedInUser, context: SilentContext): Promise<Obtained>;
}

/** A sign-in between its steps: plain JSON, kept in memory only. */
export interface PendingSignIn<P = unknown> {
  readonly step: OpenStep;
  /** State that only the scheme reads. */
  readonly secret: P;
}

/** The steps of a sign-in. Each one has something to show, and state for the next one. */
export interface SignInFlow<C = unknown, P = unknown> {
  readonly kind: SignInKind;
  /** The server's pages for the user who signs in. Our rules set no header there. */
  pages(credential: C): readonly string[];
  /** The kind of address that leads back. Absent: the flow has no redirect, or the credential no choice. */
  redirect?(credential: C): RedirectKind;
  /**
   * @param redirectUri - The address that leads back to the extension.
   * @throws AppError `token-…`
   */
  begin(credential: C, context: GrantContext, redirectUri: string): Promise<PendingSignIn<P>>;
  /**
   * @param address - The address that the server has redirected to. Absent: the flow has no redirect.
   * @returns the tokens, or the next state if the user has not decided yet.
   * @throws AppError `sign-in-refused`, `sign-in-failed-there`, `sign-in-mismatch`, `sign-in-expired` or
   * `token-…`.
   */
  proceed(
    credential: C,
    pending: PendingSignIn<P>,
    context: GrantContext,
    address?: string,
  ): Promise<{ readonly obtained: Obtained } | { readonly pending: PendingSignIn<P> }>;
  /** Absent: tokens without a refresh token cannot be renewed. */
  readonly silent?: SilentRenewal<C>;
  /** Revokes the token (RFC 7009). @returns false if the server cannot. @throws AppError `token-…` */
  revoke(credential: C, refreshToken: string, context: GrantContext): Promise<boolean>;
}

/** `C` is plain JSON, which the vault seals. `issue` derives bytes from it. */
export interface AuthScheme<C = unknown> {
  readonly id: SchemeId;
  readonly fields: readonly CredentialField[];
  /** @throws AppError `credential-invalid` naming the field. */
  parse(input: CredentialFields): C;
  /**
   * The fields, secrets among them, from which `parse` makes this credential again. A field is left out
   * if the credential does not say what the user typed there.
   */
  fieldsOf(credential: C): CredentialFields;
  /** Names of fields that hold a secret in this credential although their kind is not a secret one. */
  secretsAmong?(credential: C): readonly string[];
  /** Spelled as on the wire, each name once; the header with the credential first. */
  headerNames(credential: C): readonly [string, ...string[]];
  /**
   * The name of a user, which pages may know and search. Undefined if it may be a secret: several APIs
   * take a key for the user name.
   */
  userName?(credential: C): string | undefined;
  /** The headers contain the time, which the server checks: they are issued by each server's clock. */
  readonly signsTime?: true;
  /** Some servers accept each of its headers once: a refusal does not show that the credential is wrong. */
  readonly isOneTime?: true;
  /**
   * The vault holds a secret that no header shows, such as a private key: who may use the credential
   * elsewhere has to know the passphrase, not only to sit at an unlocked computer (decision 34).
   */
  readonly keepsMoreThanItSends?: true;
  /** Inspects a parsed credential, while the user types it and after it is stored. */
  inspect?(credential: C, context: IssueContext): Inspection;
  /** For a scheme that signs tokens: the readable parts of one that is signed now. */
  minted?(credential: C, context: IssueContext): MintedToken;
  /**
   * Makes the headers to send from now on.
   *
   * @throws AppError `credential-invalid` naming the field, if they cannot be made; `token-pending`
   * if they carry a token and `context` has none.
   */
  issue(credential: C, context: IssueContext): Promise<Issued>;
  /** For schemes whose headers carry a token from a server. */
  readonly grant?: Grant<C>;
}
