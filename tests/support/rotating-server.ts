/**
 * An authorization server in memory whose refresh tokens are good once. A used one that comes again
 * counts as stolen, and ends the whole sign-in; or, with grace, is taken for the retry of a client
 * that did not receive the answer.
 *
 * Source: RFC 9700 §4.14.2; RFC 6749 §4.1.3, §6; RFC 7009.
 */

interface SignedIn {
  newest: string;
  /** Taken once more, where there is grace. */
  before?: string;
  isRevoked: boolean;
}

/** Plain JSON, so that a test can go back to where it was. */
interface ServerState {
  count: number;
  readonly signIns: SignedIn[];
  /** The sign-in by its refresh tokens, spent ones too. */
  readonly refreshTokens: Record<string, number>;
  /** Access token → the refresh token it came with, and its end. */
  readonly accessTokens: Record<
    string,
    { readonly refreshToken: string; readonly expiresAt: number }
  >;
}

export interface RotatingServer {
  readonly fetch: typeof fetch;
  state: ServerState;
  hasGrace: boolean;
  /** Replaces the next answers, to any request. */
  readonly instead: Response[];
  /** Answers wait until each is let go. */
  isSlow: boolean;
  readonly waiting: (() => void)[];
  /** The requests with their tokens, in order: `refresh refresh-1`, `revoke refresh-1`, `code`. */
  readonly asked: string[];
  /** A user signs in at the page and allows it. @returns the redirect address. */
  visit(url: string): string;
  refreshTokenOf(accessToken: string): string | undefined;
  isLive(accessToken: string): boolean;
  /** Whether it would buy the next token. */
  isGood(refreshToken: string | undefined): boolean;
}

export const TOKEN_LIFE_S = 100;

export function rotatingServer(url: string, now: () => number): RotatingServer {
  const server: RotatingServer = {
    state: { count: 0, signIns: [], refreshTokens: {}, accessTokens: {} },
    hasGrace: false,
    instead: [],
    isSlow: false,
    waiting: [],
    asked: [],

    async fetch(input, init) {
      const body = new URLSearchParams(String(init?.body));
      const answer = server.instead.shift() ?? answerTo(String(input), body);
      if (server.isSlow) await new Promise<void>((resolve) => server.waiting.push(resolve));
      return answer;
    },

    visit(page) {
      const { searchParams } = new URL(page);
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'code');
      back.searchParams.set('state', searchParams.get('state') ?? '');
      return back.href;
    },

    refreshTokenOf: (accessToken) => server.state.accessTokens[accessToken]?.refreshToken,

    isLive(accessToken) {
      const { refreshToken = '', expiresAt = 0 } = server.state.accessTokens[accessToken] ?? {};
      return expiresAt > now() && signInOf(refreshToken)?.isRevoked === false;
    },

    isGood(refreshToken = '') {
      const signIn = signInOf(refreshToken);
      if (!signIn || signIn.isRevoked) return false;
      return refreshToken === signIn.newest || (server.hasGrace && refreshToken === signIn.before);
    },
  };
  return server;

  function signInOf(refreshToken: string): SignedIn | undefined {
    return server.state.signIns[server.state.refreshTokens[refreshToken] ?? -1];
  }

  function answerTo(asked: string, body: URLSearchParams): Response {
    if (asked === `${url}/revoke`) return revoked(body.get('token') ?? '');
    if (body.get('grant_type') === 'refresh_token') return renewed(body.get('refresh_token') ?? '');
    server.asked.push('code');
    const signIn = { newest: '', isRevoked: false };
    server.state.signIns.push(signIn);
    return handedOut(signIn);
  }

  function renewed(refreshToken: string): Response {
    server.asked.push(`refresh ${refreshToken}`);
    const signIn = signInOf(refreshToken);
    if (signIn && server.isGood(refreshToken)) {
      // A retry is accepted: its tokens replace the lost ones.
      if (refreshToken === signIn.newest) signIn.before = refreshToken;
      else delete signIn.before;
      return handedOut(signIn);
    }
    if (signIn) signIn.isRevoked = true;
    return Response.json({ error: 'invalid_grant' }, { status: 400 });
  }

  function handedOut(signIn: SignedIn): Response {
    const { state } = server;
    state.count += 1;
    const [access_token, refresh_token] = [`access-${state.count}`, `refresh-${state.count}`];
    signIn.newest = refresh_token;
    state.refreshTokens[refresh_token] = state.signIns.indexOf(signIn);
    const expiresAt = now() + TOKEN_LIFE_S * 1000;
    state.accessTokens[access_token] = { refreshToken: refresh_token, expiresAt };
    return Response.json({
      access_token,
      refresh_token,
      token_type: 'Bearer',
      expires_in: TOKEN_LIFE_S,
    });
  }

  function revoked(token: string): Response {
    server.asked.push(`revoke ${token}`);
    const signIn = signInOf(token);
    if (signIn) signIn.isRevoked = true;
    return new Response();
  }
}
