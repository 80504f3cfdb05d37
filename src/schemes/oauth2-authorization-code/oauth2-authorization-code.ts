/**
 * A token for a user who signs in on a page of the server.
 *
 * Source: RFC 6749 §4.1, §6; RFC 7636 (PKCE).
 */
import * as oauth from 'oauth4webapi';
import { REDIRECT_KINDS, SWITCH } from '../../domain/credential';
import { AppError } from '../../domain/errors';
import type { AuthScheme, GrantContext, Obtained, SignInFlow, SilentRenewal } from '../auth-scheme';
import { bearerToken } from '../oauth2/bearer-token';
import { inspectClient } from '../oauth2/client';
import { parseKnownEndpoint } from '../oauth2/endpoint';
import { parseIssuer } from '../oauth2/issuer';
import { targetParameters } from '../oauth2/requested-access';
import {
  ISSUER_FIELD,
  parseSignIn,
  SIGN_IN_FIELDS,
  type SignInCredential,
  signInFieldsOf,
} from '../oauth2/sign-in-credential';
import { refresh, revoke, tokenEndpoints } from '../oauth2/signed-in';
import { requestToken } from '../oauth2/token-request';
import {
  type AuthorizationClient,
  type AuthorizationSecret,
  authorizationAnswer,
  authorizationRequest,
  ISS_CHECKS,
  newAuthorization,
} from './authorization';

interface AuthorizationCode extends SignInCredential, AuthorizationClient {
  /** Absent: the extension's address. */
  readonly redirect?: 'loopback';
  /** Absent: a token without a refresh token ends. */
  readonly silent?: 'on';
}

/** Sends the code to the token endpoint. */
function redeem(
  credential: AuthorizationCode,
  { redirectUri, verifier }: AuthorizationSecret,
  answer: URLSearchParams,
  context: GrantContext,
): Promise<Obtained> {
  return requestToken(
    credential,
    {
      send: (server, client, authentication, options) =>
        oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          answer,
          redirectUri,
          verifier,
          { ...options, additionalParameters: targetParameters(credential) },
        ),
      // The code is too old, or was already used.
      meanings: { grant: 'sign-in-expired' },
      readsUser: credential.silent === 'on',
    },
    context,
  );
}

const silentRenewal: SilentRenewal<AuthorizationCode> = {
  isOn: ({ silent }) => silent === 'on',
  redirect: ({ redirect }) => redirect ?? 'extension',

  async obtain(credential, { digest, loginHint }, context) {
    const secret = newAuthorization(context.redirectUri);
    const request = loginHint === undefined ? {} : { loginHint };
    const address = await context.visit(await authorizationRequest(credential, secret, request));
    if (address === undefined) throw new AppError('sign-in-unanswered', 'no way back');
    const answer = authorizationAnswer(credential, secret, address, request);
    await context.refuseLocked();
    const obtained = await redeem(credential, secret, answer, context);
    if (obtained.user?.digest !== digest) {
      throw new AppError('sign-in-other-user', 'not the user who signed in');
    }
    return obtained;
  },
};

const signIn: SignInFlow<AuthorizationCode, AuthorizationSecret> = {
  kind: 'redirect',
  pages: ({ authorizationUrl }) => [authorizationUrl],
  redirect: ({ redirect }) => redirect ?? 'extension',

  async begin(credential, _, redirectUri) {
    const secret = newAuthorization(redirectUri);
    const url = await authorizationRequest(credential, secret);
    return { step: { kind: 'redirect', url }, secret };
  },

  async proceed(credential, { secret }, context, address) {
    // First, so that a foreign answer causes no request.
    const answer = authorizationAnswer(credential, secret, address);
    return { obtained: await redeem(credential, secret, answer, context) };
  },

  silent: silentRenewal,

  revoke,
};

export const oauth2AuthorizationCode: AuthScheme<AuthorizationCode> = {
  id: 'oauth2-authorization-code',
  keepsMoreThanItSends: true,
  fields: [
    { name: 'redirect', kind: 'redirect', options: REDIRECT_KINDS, initial: 'extension' },
    ISSUER_FIELD,
    { name: 'authorizationUrl', kind: 'page' },
    ...SIGN_IN_FIELDS,
    { name: 'issCheck', kind: 'choice', options: ISS_CHECKS, initial: 'if-sent', isAdvanced: true },
    { name: 'silent', kind: 'silent', options: SWITCH, initial: 'off' },
  ],

  parse: (fields) => ({
    ...parseIssuer(fields),
    authorizationUrl: parseKnownEndpoint('authorizationUrl', fields),
    ...parseSignIn(fields),
    issCheck: fields.issCheck === 'always' ? 'always' : 'if-sent',
    ...(fields.redirect === 'loopback' && { redirect: 'loopback' }),
    ...(fields.silent === 'on' && { silent: 'on' }),
  }),

  fieldsOf: (credential) => ({
    redirect: credential.redirect ?? 'extension',
    issuer: credential.issuer ?? '',
    authorizationUrl: credential.authorizationUrl,
    ...signInFieldsOf(credential),
    issCheck: credential.issCheck,
    silent: credential.silent ?? 'off',
  }),

  inspect: inspectClient,
  ...bearerToken,
  grant: { endpoints: tokenEndpoints, obtain: refresh, signIn },
};
