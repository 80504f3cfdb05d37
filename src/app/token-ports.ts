/** The requests for tokens, which run beside the queue. */
import type { HeaderSpecId, LastingToken } from '../domain/profile';
import type { Grant, SignedInUser, SilentRenewal } from '../schemes/auth-scheme';
import type { TokenKey } from './session';

/** A renewal without the user: decision 44. */
export interface SilentAsk {
  readonly headerId: HeaderSpecId;
  readonly renewal: SilentRenewal;
  /** The user who signed in. */
  readonly user: SignedInUser;
  /** When the token was obtained that is renewed: milliseconds since the Unix epoch. */
  readonly obtainedAt: number;
}

/** A token to ask a server for. */
export interface DueToken {
  readonly key: TokenKey;
  readonly grant: Grant;
  readonly credential: unknown;
  /**
   * Present if the vault keeps a refresh token, as after a sign-in: its header, and the token to ask
   * with. Absent in a sign-in: the user has to sign in. Absent in a login: none has come yet.
   */
  readonly refresh?: { readonly headerId: HeaderSpecId; readonly refreshToken: string | undefined };
  /** Present if the user's session at the server gets the token. Then `refresh` is absent. */
  readonly silent?: SilentAsk;
}

/** The change that a server's answer makes to the refresh token of a header. */
export interface Renewal {
  readonly headerId: HeaderSpecId;
  /** The refresh token that was sent and may be used up. Absent: a sign-in or a login gave the first. */
  readonly askedWith?: string | undefined;
  /** The next refresh token. Absent: there is none, and an older one no longer works. */
  readonly refreshToken?: string | undefined;
  /** Instead of a refresh token, if a sign-in gives a token that never expires. */
  readonly lastingToken?: LastingToken | undefined;
}

/** Asks for tokens beside the queue, so that no command waits for a server. */
export interface TokenRequests {
  /** Asks for each token that is not asked for yet; a later reconcile uses the answers. */
  want(due: readonly DueToken[]): void;
  /** The answers that are not stored yet. A promise may take as long as its server. */
  renewals(): readonly Promise<readonly Renewal[]>[];
}
