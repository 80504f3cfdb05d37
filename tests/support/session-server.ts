/**
 * An authorization server in memory that gives no refresh token: it knows its users by a session, and
 * answers `prompt=none` from it.
 *
 * Source: OpenID Connect Core 1.0 §3.1.2.1, §3.1.2.6; RFC 6749 §4.1.
 */
import { jwtOf } from './jwt';

export interface SessionServer {
  readonly fetch: typeof fetch;
  /** Absent: no one is signed in. */
  user: string | undefined;
  /** The error in place of a code. */
  error: string | undefined;
  /** It shows a page and leads nowhere. */
  isStuck: boolean;
  /** Its tokens live so long; undefined: it does not say. */
  lifeS: number | undefined;
  /** It names the user in an ID token, in the access token, or not at all. */
  names: 'id-token' | 'access-token' | 'nothing';
  /** The addresses that were opened without the user. */
  readonly silent: URLSearchParams[];
  /** The number of tokens given out. */
  tokens: number;
  /** Resolved before each silent answer. */
  hold: Promise<void>;
  /** The user signs in at the page. @returns the address that leads back. */
  visit(url: string): string;
  /** Resolved before each visit without the user: other visits come first. */
  queue: Promise<void>;
  /** The browser opens the page without the user. */
  visitSilently(url: string, begin: () => Promise<void>): Promise<string | undefined>;
}

export function sessionServer(): SessionServer {
  const users = new Map<string, string>();
  const server: SessionServer = {
    user: 'ada',
    error: undefined,
    isStuck: false,
    lifeS: 100,
    names: 'id-token',
    silent: [],
    tokens: 0,
    hold: Promise.resolve(),
    queue: Promise.resolve(),

    async fetch(_, init) {
      const sub = users.get(new URLSearchParams(String(init?.body)).get('code') ?? '') ?? '';
      server.tokens += 1;
      const named = jwtOf({
        iss: 'https://auth.ixo.test',
        sub,
        email: `${sub}@ixo.test`,
        jti: server.tokens,
      });
      return Response.json({
        access_token: server.names === 'access-token' ? named : `access-${server.tokens}`,
        token_type: 'Bearer',
        ...(server.lifeS !== undefined && { expires_in: server.lifeS }),
        ...(server.names === 'id-token' && { id_token: named }),
      });
    },

    visit: (url) => led(url, { code: codeFor(server.user ?? '') }),

    async visitSilently(url, begin) {
      await server.queue;
      await begin();
      server.silent.push(new URL(url).searchParams);
      await server.hold;
      if (server.isStuck) return undefined;
      const { error, user } = server;
      if (error !== undefined || user === undefined) {
        return led(url, { error: error ?? 'login_required' });
      }
      return led(url, { code: codeFor(user) });
    },
  };
  return server;

  function codeFor(user: string): string {
    const code = `code-${users.size + 1}`;
    users.set(code, user);
    return code;
  }
}

/** The address that leads back. */
function led(url: string, parameters: Readonly<Record<string, string>>): string {
  const { searchParams } = new URL(url);
  const back = new URL(searchParams.get('redirect_uri') ?? '');
  back.searchParams.set('state', searchParams.get('state') ?? '');
  for (const [name, value] of Object.entries(parameters)) back.searchParams.set(name, value);
  return back.href;
}
