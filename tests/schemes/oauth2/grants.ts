/** All that a scheme asks of a token endpoint, through the contract of a grant; each with one answer. */
import type { GrantContext, Obtained } from '../../../src/schemes/auth-scheme';
import { oauth2AuthorizationCode } from '../../../src/schemes/oauth2-authorization-code/oauth2-authorization-code';
import { oauth2ClientCredentials } from '../../../src/schemes/oauth2-client-credentials/oauth2-client-credentials';
import { oauth2DeviceCode } from '../../../src/schemes/oauth2-device-code/oauth2-device-code';
import { NOW } from './lab-context';

const REDIRECT = 'https://extension.test/';

export const CLIENT = {
  tokenUrl: 'https://auth.example.com/token',
  clientId: 'client',
  clientSecret: 'the-clients-secret',
};
export const REFRESH_TOKEN = 'the-refresh-token';
export const DEVICE_CODE = 'the-device-code';

export type Send = typeof fetch;

function contextOf(send: Send): GrantContext {
  return { now: () => NOW, fetch: send };
}

/** Client credentials. */
export async function obtain(send: Send, fields: object = {}): Promise<Obtained> {
  const credential = oauth2ClientCredentials.parse({ ...CLIENT, ...fields });
  return present(await oauth2ClientCredentials.grant?.obtain(credential, contextOf(send)));
}

/** The code for a token, after a sign-in at a page. */
export async function exchange(send: Send, fields: object = {}): Promise<Obtained> {
  return back(send, ({ state }) => `code=the-authorization-code&state=${state}`, fields);
}

/** @param query - Of the address to which the server redirects. */
export async function back(
  send: Send,
  query: (secret: { readonly state: string }) => string,
  fields: object = {},
): Promise<Obtained> {
  const authorizationUrl = 'https://auth.example.com/authorize';
  const credential = oauth2AuthorizationCode.parse({ ...CLIENT, authorizationUrl, ...fields });
  const flow = present(oauth2AuthorizationCode.grant?.signIn);
  const pending = await flow.begin(credential, contextOf(send), REDIRECT);
  // Cast: the secret of this scheme.
  const address = `${REDIRECT}?${query(pending.secret as { readonly state: string })}`;
  const proceeded = await flow.proceed(credential, pending, contextOf(send), address);
  if (!('obtained' in proceeded)) throw new Error('It is not over.');
  return proceeded.obtained;
}

/** The next token, with a refresh token. */
export async function refresh(send: Send, fields: object = {}): Promise<Obtained> {
  const { grant } = oauth2DeviceCode;
  return present(await grant?.obtain(device(fields), contextOf(send), REFRESH_TOKEN));
}

/** The two codes. */
export function authorizeDevice(send: Send, fields: object = {}) {
  const flow = present(oauth2DeviceCode.grant?.signIn);
  return flow.begin(device(fields), contextOf(send), REDIRECT);
}

/** The device asks for its token. */
export function poll(send: Send, fields: object = {}) {
  const flow = present(oauth2DeviceCode.grant?.signIn);
  const step = {
    kind: 'device',
    userCode: 'WDJB-MJHT',
    verificationUri: 'https://auth.example.com/enter',
    expiresAt: NOW + 600_000,
    askAt: NOW,
  } as const;
  const secret = { deviceCode: DEVICE_CODE, intervalS: 5 };
  return flow.proceed(device(fields), { step, secret }, contextOf(send));
}

export function revoke(send: Send, fields: object = {}): Promise<boolean> {
  const flow = present(oauth2DeviceCode.grant?.signIn);
  return flow.revoke(device(fields), REFRESH_TOKEN, contextOf(send));
}

function device(fields: object) {
  return oauth2DeviceCode.parse({
    ...CLIENT,
    deviceUrl: 'https://auth.example.com/device',
    revocationUrl: 'https://auth.example.com/revoke',
    ...fields,
  });
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It has a grant with a sign-in.');
  return value;
}
