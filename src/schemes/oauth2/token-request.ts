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
import { signedInUser } from './signed-in-user';
import { tokenAnswer } from './standard-answer';
import { refuseTooLong, tokenOf } from './token-life';

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
  /** Whether to read who has signed in. */
  readonly readsUser?: boolean;
}

/**
 * @throws AppError `token-unavailable`, `token-client-refused`, `token-request-refused` or
 * `token-unreadable`, and the codes in `meanings`.
 */
export async function requestToken(
  credential: TokenClient,
  { send, meanings, readsUser = false }: TokenRequest,
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
  refuseTooLong([access_token, refresh_token ?? '']);
  const token = tokenOf(
    access_token,
    obtainedAt,
    expires_in === undefined ? undefined : expires_in * 1000,
  );
  const user = readsUser ? await signedInUser(body.id_token, access_token) : undefined;
  return {
    token,
    ...(user && { user }),
    ...(refresh_token !== undefined && { refreshToken: refresh_token }),
  };
}
