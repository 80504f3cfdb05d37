/**
 * A server in memory that a password or a refresh token gets a token from. A refresh token is good once,
 * and its access token ends with the next one.
 */

interface State {
  count: number;
  /** The refresh token that is good now. */
  refreshToken: string | undefined;
  /** Access token → its end, milliseconds since the Unix epoch. */
  readonly accessTokens: Record<string, number>;
}

export interface LoginServer {
  readonly fetch: typeof fetch;
  /** Plain JSON, so that a test can go back to where it was. */
  state: State;
  password: string;
  /** Replace the next answers, to any request. */
  readonly instead: Response[];
  /** The requests in order: `login ada`, `refresh refresh-1`. */
  readonly asked: string[];
  isLive(accessToken: string): boolean;
  refreshTokenOf(accessToken: string): string;
}

export const LOGIN_LIFE_S = 100;

export function loginServer(url: string, now: () => number): LoginServer {
  const server: LoginServer = {
    state: { count: 0, refreshToken: undefined, accessTokens: {} },
    password: 'the-password',
    instead: [],
    asked: [],

    async fetch(input, init) {
      const body = JSON.parse(String(init?.body));
      const isRefresh = String(input) === `${url}/refresh`;
      server.asked.push(isRefresh ? `refresh ${body.refresh}` : `login ${body.username}`);
      const isGood = isRefresh
        ? body.refresh === server.state.refreshToken
        : body.password === server.password;
      return server.instead.shift() ?? (isGood ? handedOut() : new Response('', { status: 401 }));
    },

    isLive: (accessToken) => (server.state.accessTokens[accessToken] ?? 0) > now(),
    refreshTokenOf: (accessToken) => accessToken.replace('access', 'refresh'),
  };
  return server;

  function handedOut(): Response {
    const { state } = server;
    state.count += 1;
    const access = `access-${state.count}`;
    state.refreshToken = `refresh-${state.count}`;
    state.accessTokens[access] = now() + LOGIN_LIFE_S * 1000;
    return Response.json({
      data: { access, refresh: state.refreshToken, expires: LOGIN_LIFE_S * 1000 },
    });
  }
}
