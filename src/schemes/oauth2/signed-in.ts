/**
 * Staying signed in, and signing out: what a refresh token is for.
 *
 * Source: RFC 6749 §6 (refresh); RFC 7009 (revocation).
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import type { GrantContext, Obtained } from '../auth-scheme';
import { askServer } from './ask-server';
import { authenticationOf } from './client';
import { refusalOf } from './error-meaning';
import { targetParameters } from './requested-access';
import type { SignInCredential } from './sign-in-credential';
import { requestToken } from './token-request';

/** Where a sign-in's tokens come from, and where the server is told that it is over. */
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
      // RFC 6749 §5.2: expired, revoked, or used before.
      meanings: { invalid_grant: 'sign-in-ended' },
    },
    context,
  );
}

/** @returns whether the server offers to be told. @throws AppError `token-…` */
export async function revoke(
  credential: SignInCredential,
  refreshToken: string,
  context: GrantContext,
): Promise<boolean> {
  const { revocationUrl, clientId } = credential;
  if (revocationUrl === undefined) return false;
  const server = { issuer: new URL(revocationUrl).origin, revocation_endpoint: revocationUrl };
  const { response } = await askServer(
    revocationUrl,
    (options) =>
      oauth.revocationRequest(
        server,
        { client_id: clientId },
        authenticationOf(credential),
        refreshToken,
        { ...options, additionalParameters: { token_type_hint: 'refresh_token' } },
      ),
    context,
  );
  await oauth.processRevocationResponse(response).catch((cause) => {
    throw refusalOf(cause);
  });
  return true;
}
