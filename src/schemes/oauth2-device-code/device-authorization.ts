/**
 * Asks for the two codes of a device flow: one for this device, one for the user to enter elsewhere.
 *
 * Source: RFC 8628 §3.1, §3.2.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import { plainText } from '../../domain/plain-text';
import { addressProblem } from '../../domain/server-address';
import type { SignInStep } from '../../domain/sign-in';
import type { GrantContext, PendingSignIn } from '../auth-scheme';
import { askServer } from '../oauth2/ask-server';
import { authenticationOf, type Client } from '../oauth2/client';
import { accessParameters, type RequestedAccess } from '../oauth2/requested-access';
import { deviceAnswer } from '../oauth2/standard-answer';

export type DeviceStep = Extract<SignInStep, { readonly kind: 'device' }>;

export interface DeviceSecret {
  readonly deviceCode: string;
  /** Seconds between two token requests. */
  readonly intervalS: number;
}

export interface DeviceClient extends Client, RequestedAccess {
  readonly deviceUrl: string;
}

/** RFC 8628 §3.2: the interval of a server that names none. */
const USUAL_INTERVAL_S = 5;

/** Long enough for typing a code. Until its end, our rules set no header on that server. */
const LONGEST_LIFE_S = 60 * 60;

/** A user types the code by hand (RFC 8628 §6.1). Every browser takes an address of this length. */
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
  const { body = {}, answeredAt } = await askServer(
    {
      url: deviceUrl,
      client: credential,
      send: (options) =>
        oauth.deviceAuthorizationRequest(
          server,
          client,
          authenticationOf(credential),
          { ...accessParameters(credential) },
          options,
        ),
    },
    context,
  );
  const answer = await oauth
    .processDeviceAuthorizationResponse(server, client, deviceAnswer(body))
    .catch((cause) => {
      throw new AppError('token-unreadable', 'no codes in the answer', { cause });
    });
  const { verification_uri: verificationUri } = answer;
  const userCode = plainText(answer.user_code, LENGTHS_AT_MOST.userCode);
  const hasCode = userCode !== '' && answer.user_code.length <= LENGTHS_AT_MOST.userCode;
  if (!isLink(verificationUri) || !hasCode) {
    throw new AppError('token-unreadable', 'no address or no code for the sign-in');
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
      // At the end at the latest: then the sign-in fails as expired.
      askAt: Math.min(answeredAt + intervalS * 1000, expiresAt),
    },
    secret: { deviceCode: answer.device_code, intervalS },
  };
}

/** The page makes links of these addresses, so an address must not run code. */
function isLink(address: string): boolean {
  return address.length <= LENGTHS_AT_MOST.address && !addressProblem(address);
}

/** The link shows one address and leads to the other. */
function isSameOrigin(a: string, b: string): boolean {
  return new URL(a).origin === new URL(b).origin;
}
