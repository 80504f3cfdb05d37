/**
 * Uses a refresh token, for the next access token or for signing out.
 *
 * Source: RFC 6749 §6 (refresh); RFC 7009 (revocation).
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import type { GrantContext, Obtained } from '../auth-scheme';
import { askServer } from './ask-server';
import { authenticationOf } from './client';
import { targetParameters } from './requested-access';
import type { SignInCredential } from './sign-in-credential';
import { requestToken } from './token-request';

/** The addresses that give tokens and that revoke them. */
export function tokenEndpoints({ tokenUrl, revocationUrl }: SignInCredential): readonly string[] {
  return revocationUrl === undefined ? [tokenUrl] : [tokenUrl, revocationUrl];
}

/** @throws AppError `signed-out`, `sign-in-ended` or `token-…`. */
export async function refresh(
  credential: SignInCredential,
  context: GrantContext,
  refreshToken?: string,
): Promise<Obtained> {
  if (refreshToken === undefined) throw new AppError('signed-out', 'no refresh token');
  return requestToken(
    credential,
    {
      send: (server, client, authentication, options) =>
        oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, {
          ...options,
          additionalParameters: targetParameters(credential),
        }),
      // Apart from the refresh token the request is the one that worked before. So each refusal that is
      // not the client's means that the token is expired, revoked, or already used.
      meanings: { grant: 'sign-in-ended', denied: 'sign-in-ended', request: 'sign-in-ended' },
    },
    context,
  );
}

/** @returns false if the profile has no revocation URL. @throws AppError `token-…` */
export async function revoke(
  credential: SignInCredential,
  refreshToken: string,
  context: GrantContext,
): Promise<boolean> {
  const { revocationUrl, clientId } = credential;
  if (revocationUrl === undefined) return false;
  const server = { issuer: new URL(revocationUrl).origin, revocation_endpoint: revocationUrl };
  await askServer(
    {
      url: revocationUrl,
      client: credential,
      send: (options) =>
        oauth.revocationRequest(
          server,
          { client_id: clientId },
          authenticationOf(credential),
          refreshToken,
          { ...options, additionalParameters: { token_type_hint: 'refresh_token' } },
        ),
    },
    context,
  );
  return true;
}
