/**
 * The two requests of a login: for the first token, and with a refresh token for the next. Bodies are
 * made by `JSON.stringify` and `URLSearchParams`, so that no value can change their structure.
 *
 * Source: RFC 7617 §2 (Basic).
 */
import { base64 } from '@scure/base';
import { formEncoded } from '../oauth2/client';
import type { LoginToken, Refresh, RequestKind } from './credential';
import type { NamedValues } from './named-values';

export interface LoginRequest {
  readonly url: string;
  readonly init: RequestInit;
  /** The secrets in it, as they are and as they are sent. */
  readonly secrets: readonly string[];
}

export function loginRequest(credential: LoginToken): LoginRequest {
  const { url, request, fields, secretFields, basic } = credential;
  const pair = basic && base64.encode(bytesOf(`${basic.username}:${basic.password}`));
  const authorization: NamedValues = pair === undefined ? {} : { Authorization: `Basic ${pair}` };
  return {
    url,
    init: requestOf(credential, request, { ...fields, ...secretFields }, authorization),
    secrets: spellings([
      ...Object.values(secretFields),
      ...Object.values(credential.secretHeaders),
      ...(basic && pair !== undefined ? [basic.password, pair] : []),
    ]),
  };
}

export function refreshRequest(
  credential: LoginToken,
  { url, fieldName, fields }: Refresh,
  refreshToken: string,
): LoginRequest {
  const kind = credential.request === 'form' ? 'form' : 'json';
  return {
    url,
    init: requestOf(credential, kind, { ...fields, [fieldName]: refreshToken }),
    secrets: spellings([refreshToken, ...Object.values(credential.secretHeaders)]),
  };
}

function requestOf(
  { requestHeaders, secretHeaders }: LoginToken,
  kind: RequestKind,
  values: NamedValues,
  more: NamedValues = {},
): RequestInit {
  const body = bodyOf(kind, values);
  return {
    method: kind === 'get' ? 'GET' : 'POST',
    headers: {
      Accept: 'application/json, */*;q=0.5',
      ...(kind === 'json' && { 'Content-Type': 'application/json' }),
      ...requestHeaders,
      ...secretHeaders,
      ...more,
    },
    ...(body !== undefined && { body }),
    // The background's fetch sets these too: a login must not depend on that.
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'manual',
  };
}

function bodyOf(kind: RequestKind, values: NamedValues): string | URLSearchParams | undefined {
  if (kind === 'json') return JSON.stringify(values);
  return kind === 'form' ? new URLSearchParams(values) : undefined;
}

function spellings(secrets: readonly string[]): readonly string[] {
  return secrets.flatMap((secret) => [
    secret,
    formEncoded(secret),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
