/**
 * How a device that cannot be signed in at gets its code: one for itself, one for whoever signs in
 * elsewhere.
 *
 * Source: RFC 8628 §3.1, §3.2.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import { addressProblem } from '../../domain/server-address';
import type { SignInStep } from '../../domain/sign-in';
import type { GrantContext, PendingSignIn } from '../auth-scheme';
import { askServer } from '../oauth2/ask-server';
import { authenticationOf, type Client } from '../oauth2/client';
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

/** Nobody types for longer; and as long as it lives, our headers leave that server alone. */
const LONGEST_LIFE_S = 60 * 60;

/** To be typed by hand (RFC 8628 §6.1), and an address that browsers take in any case. */
const LENGTHS_AT_MOST = { userCode: 100, address: 2_000 };

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
  const { user_code: userCode, verification_uri: verificationUri } = answer;
  if (!isLink(verificationUri) || userCode.length > LENGTHS_AT_MOST.userCode) {
    throw new AppError('token-unreadable', 'no address or no code for whoever signs in');
  }
  const { interval: intervalS = USUAL_INTERVAL_S, verification_uri_complete: complete } = answer;
  const expiresAt = answeredAt + Math.min(answer.expires_in, LONGEST_LIFE_S) * 1000;
  return {
    step: {
      kind: 'device',
      userCode,
      verificationUri: new URL(verificationUri).href,
      ...(complete !== undefined &&
        isLink(complete) &&
        isSameOrigin(complete, verificationUri) && {
          verificationUriComplete: new URL(complete).href,
        }),
      expiresAt,
      // At its end it is told that it has ended.
      askAt: Math.min(answeredAt + intervalS * 1000, expiresAt),
    },
    secret: { deviceCode: answer.device_code, intervalS },
  };
}

/** The page makes links of them: nothing that a link could run. */
function isLink(address: string): boolean {
  return address.length <= LENGTHS_AT_MOST.address && !addressProblem(address);
}

/** The link is called by the one, and leads to the other. */
function isSameOrigin(a: string, b: string): boolean {
  return new URL(a).origin === new URL(b).origin;
}
