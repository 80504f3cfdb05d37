/**
 * A token for a user who signs in elsewhere with a code from Keybearer. It is for servers that do not
 * redirect to an extension.
 *
 * Source: RFC 8628; RFC 6749 §6.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import type { AuthScheme, SignInFlow } from '../auth-scheme';
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
import { authorizeDevice, type DeviceClient, type DeviceSecret } from './device-authorization';
import { waitAfter } from './waiting';

interface DeviceCode extends SignInCredential, DeviceClient {
  readonly issuer?: string;
}

const signIn: SignInFlow<DeviceCode, DeviceSecret> = {
  kind: 'device',
  // No redirect: the user opens a link, or uses another device.
  pages: () => [],
  begin: (credential, context) => authorizeDevice(credential, context),

  async proceed(credential, pending, context) {
    const { step, secret } = pending;
    const { deviceCode, intervalS } = secret;
    if (step.kind !== 'device') throw new AppError('sign-in-mismatch', step.kind);
    if (context.now() >= step.expiresAt) throw new AppError('sign-in-expired', 'the code ended');
    if (context.now() < step.askAt) return { pending };
    try {
      const obtained = await requestToken(
        credential,
        {
          send: (server, client, authentication, options) =>
            oauth.deviceCodeGrantRequest(server, client, authentication, deviceCode, {
              ...options,
              additionalParameters: targetParameters(credential),
            }),
          // Some servers call a code that they have forgotten an invalid grant.
          meanings: { denied: 'sign-in-refused', grant: 'sign-in-expired' },
        },
        context,
      );
      return { obtained };
    } catch (error) {
      const wait = waitAfter(error, intervalS);
      if (!wait) throw error;
      const askAt = Math.min(context.now() + wait.delay, step.expiresAt);
      return {
        pending: { step: { ...step, askAt }, secret: { deviceCode, intervalS: wait.intervalS } },
      };
    }
  },

  revoke,
};

export const oauth2DeviceCode: AuthScheme<DeviceCode> = {
  id: 'oauth2-device-code',
  keepsMoreThanItSends: true,
  fields: [ISSUER_FIELD, { name: 'deviceUrl', kind: 'endpoint' }, ...SIGN_IN_FIELDS],

  parse: (fields) => ({
    ...parseIssuer(fields),
    deviceUrl: parseKnownEndpoint('deviceUrl', fields),
    ...parseSignIn(fields),
  }),

  fieldsOf: (credential) => ({
    issuer: credential.issuer ?? '',
    deviceUrl: credential.deviceUrl,
    ...signInFieldsOf(credential),
  }),

  inspect: inspectClient,
  ...bearerToken,
  grant: {
    endpoints: (credential) => [credential.deviceUrl, ...tokenEndpoints(credential)],
    obtain: refresh,
    signIn,
  },
};
