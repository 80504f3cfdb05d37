/**
 * Sends one request to a token endpoint, and reads the token from its answer.
 *
 * Source: RFC 6749 §5.1.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import type { GrantContext, Obtained } from '../auth-scheme';
import { askServer, type RequestOptions } from './ask-server';
import { authenticationOf, type Client } from './client';
import type { Meanings } from './refusal';
import { tokenAnswer } from './standard-answer';

/** The client and the endpoint. */
export interface TokenClient extends Client {
  readonly tokenUrl: string;
}

interface TokenRequest {
  /** The first parameters are those of all oauth4webapi requests. */
  readonly send: (
    server: oauth.AuthorizationServer,
    client: oauth.Client,
    authentication: oauth.ClientAuth,
    options: RequestOptions,
  ) => Promise<Response>;
  readonly meanings?: Meanings;
}

/** A token is renewed once an hour if the server does not name its lifetime. */
const UNKNOWN_LIFE_MS = 60 * 60_000;

/** JSON stores a number past all clocks as null, and Keybearer would renew such a token at once. */
const LONGEST_LIFE_MS = 365 * 24 * 60 * 60_000;

/** No header carries more. A token too long for the session's storage would be requested forever. */
const TOKEN_MAX_LENGTH = 16 * 1024;

/**
 * @throws AppError `token-unavailable`, `token-client-refused`, `token-request-refused` or
 * `token-unreadable`, and the codes in `meanings`.
 */
export async function requestToken(
  credential: TokenClient,
  { send, meanings }: TokenRequest,
  context: GrantContext,
): Promise<Obtained> {
  const { tokenUrl, clientId } = credential;
  // oauth4webapi requires an issuer, and does not use it for a token request.
  const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const client = { client_id: clientId };
  // The lifetime counts from the answer's arrival.
  const { body = {}, answeredAt: obtainedAt } = await askServer(
    {
      url: tokenUrl,
      client: credential,
      send: (options) => send(server, client, authenticationOf(credential), options),
      ...(meanings && { meanings }),
    },
    context,
  );
  const { access_token, expires_in, refresh_token } = await oauth
    .processGenericTokenEndpointResponse(server, client, tokenAnswer(body))
    .catch((cause) => {
      throw new AppError('token-unreadable', 'no token in the answer', { cause });
    });
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

/** Renews a token at 70 to 80 % of its lifetime, so that not all are renewed at the same moment. */
function jittered(): number {
  return 0.7 + 0.1 * Math.random();
}
