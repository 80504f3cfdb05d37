/**
 * One question to a token endpoint, and the token in its answer.
 *
 * Source: RFC 6749 §5.1.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import type { GrantContext, Obtained } from '../auth-scheme';
import { askServer, type RequestOptions } from './ask-server';
import { authenticationOf, type Client } from './client';
import { type Meanings, refusalOf } from './error-meaning';

/** Who asks, and whom. */
export interface TokenClient extends Client {
  readonly tokenUrl: string;
}

interface TokenRequest {
  /** Those of oauth4webapi all begin with these. */
  readonly send: (
    server: oauth.AuthorizationServer,
    client: oauth.Client,
    authentication: oauth.ClientAuth,
    options: RequestOptions,
  ) => Promise<Response>;
  readonly meanings?: Meanings;
}

/** Where the server does not say how long a token lives, it is renewed once an hour. */
const UNKNOWN_LIFE_MS = 60 * 60_000;

/** Whatever the server says: a number beyond all clocks would be stored as none, and asked for at once. */
const LONGEST_LIFE_MS = 365 * 24 * 60 * 60_000;

/** No header carries more, and what cannot be stored would be asked for again and again. */
const TOKEN_MAX_LENGTH = 16 * 1024;

/**
 * @throws AppError `token-unavailable`, `token-client-refused`, `token-request-refused` or
 * `token-unreadable`, and what `meanings` have.
 */
export async function requestToken(
  credential: TokenClient,
  { send, meanings }: TokenRequest,
  context: GrantContext,
): Promise<Obtained> {
  const { tokenUrl, clientId } = credential;
  // oauth4webapi wants an issuer in any case; for a token request it is not looked at.
  const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const client = { client_id: clientId };
  // Its life is counted from its answer, so that a slow one is not thought to live longer.
  const { response, answeredAt: obtainedAt } = await askServer(
    tokenUrl,
    (options) => send(server, client, authenticationOf(credential), options),
    context,
  );
  const { access_token, token_type, expires_in, refresh_token } = await oauth
    .processGenericTokenEndpointResponse(server, client, response)
    .catch((cause) => {
      throw refusalOf(cause, meanings);
    });
  // RFC 6749 §7.1: oauth4webapi takes DPoP as well, which asks for a proof with each request.
  if (token_type !== 'bearer') throw new AppError('token-unreadable', 'no bearer token');
  if ([access_token, refresh_token ?? ''].some(({ length }) => length > TOKEN_MAX_LENGTH)) {
    throw new AppError('token-unreadable', 'a token of more than any header carries');
  }
  const life = expires_in === undefined ? undefined : Math.min(expires_in * 1000, LONGEST_LIFE_MS);
  const token = {
    value: access_token,
    obtainedAt,
    ...(life !== undefined && { expiresAt: obtainedAt + life }),
    renewAt: obtainedAt + (life ?? UNKNOWN_LIFE_MS) * jittered(),
  };
  return { token, ...(refresh_token !== undefined && { refreshToken: refresh_token }) };
}

/** Early, and not all at the same moment: at 70 to 80 % of its life. */
function jittered(): number {
  return 0.7 + 0.1 * Math.random();
}
