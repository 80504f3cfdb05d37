/**
 * How a device that cannot be signed in at gets its code: one for itself, one for whoever signs in
 * elsewhere.
 *
 * Source: RFC 8628 §3.1, §3.2.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import type { SignInStep } from '../../domain/sign-in';
import type { GrantContext, PendingSignIn } from '../auth-scheme';
import { askServer } from '../oauth2/ask-server';
import { authenticationOf, type Client } from '../oauth2/client';
import { addressProblem } from '../oauth2/endpoint';
import { refusalOf } from '../oauth2/error-meaning';
import { accessParameters, type RequestedAccess } from '../oauth2/requested-access';

export type DeviceStep = Extract<SignInStep, { readonly kind: 'device' }>;

export interface DeviceSecret {
  readonly deviceCode: string;
  /** Seconds between two questions. */
  readonly intervalS: number;
}

export interface DeviceClient extends Client, RequestedAccess {
  readonly deviceUrl: string;
}

/** RFC 8628 §3.2: where the server names none. */
const USUAL_INTERVAL_S = 5;

/** @throws AppError `token-…` */
export async function authorizeDevice(
  credential: DeviceClient,
  context: GrantContext,
): Promise<PendingSignIn<DeviceSecret> & { readonly step: DeviceStep }> {
  const { deviceUrl, clientId } = credential;
  const server = {
    issuer: new URL(deviceUrl).origin,
    device_authorization_endpoint: deviceUrl,
  };
  const client = { client_id: clientId };
  const { response, answeredAt } = await askServer(
    deviceUrl,
    (options) =>
      oauth.deviceAuthorizationRequest(
        server,
        client,
        authenticationOf(credential),
        { ...accessParameters(credential) },
        options,
      ),
    context,
  );
  const answer = await oauth
    .processDeviceAuthorizationResponse(server, client, response)
    .catch((cause) => {
      throw refusalOf(cause);
    });
  // The page makes links of them: nothing that a link could run.
  if (addressProblem(answer.verification_uri)) {
    throw new AppError('token-unreadable', 'no address for whoever signs in');
  }
  const { interval: intervalS = USUAL_INTERVAL_S, verification_uri_complete: complete } = answer;
  return {
    step: {
      kind: 'device',
      userCode: answer.user_code,
      verificationUri: new URL(answer.verification_uri).href,
      ...(complete !== undefined &&
        !addressProblem(complete) && { verificationUriComplete: new URL(complete).href }),
      expiresAt: answeredAt + answer.expires_in * 1000,
      askAt: answeredAt + intervalS * 1000,
    },
    secret: { deviceCode: answer.device_code, intervalS },
  };
}
