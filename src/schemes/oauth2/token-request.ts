/**
 * One question to a token endpoint, and what its answers mean to whoever waits for a token.
 *
 * Source: RFC 6749 §5.1, §5.2; RFC 9110 §10.2.3 (Retry-After).
 */
import * as oauth from 'oauth4webapi';
import { AppError, type ErrorCode } from '../../domain/errors';
import { isLoopback } from '../../domain/site';
import type { GrantContext, Obtained } from '../auth-scheme';

/** What every request of oauth4webapi takes. */
interface RequestOptions {
  readonly [oauth.customFetch]: typeof fetch;
  readonly [oauth.allowInsecureRequests]: boolean;
  readonly signal: AbortSignal;
}

interface TokenRequest {
  readonly tokenUrl: string;
  readonly send: (options: RequestOptions) => Promise<Response>;
  readonly read: (response: Response) => Promise<oauth.TokenEndpointResponse>;
}

const PATIENCE_MS = 10_000;

/** Less is over before it has arrived everywhere. */
const LEAST_LIFE_MS = 10_000;

/** Where the server does not say how long a token lives, it is renewed once an hour. */
const UNKNOWN_LIFE_MS = 60 * 60_000;

/** RFC 6749 §5.2: the server does not know the client, or not for this. */
const CLIENT_ERRORS: readonly string[] = ['invalid_client', 'unauthorized_client'];

/** @throws AppError `token-unavailable`, `token-client-refused`, `token-request-refused`, `token-short-lived` or `token-unreadable`. */
export async function requestToken(
  { tokenUrl, send, read }: TokenRequest,
  { now, fetch }: GrantContext,
): Promise<Obtained> {
  const response = await send({
    [oauth.customFetch]: fetch,
    // Everything else than https is refused by oauth4webapi itself.
    [oauth.allowInsecureRequests]: isLoopback(new URL(tokenUrl).hostname),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause) => {
    throw new AppError('token-unavailable', 'no answer', { cause });
  });
  const { status, headers } = response;
  // Counted from its answer, so that a slow one is not thought to live longer than it does.
  const obtainedAt = now();
  if (status >= 500 || status === 429) {
    const retryAfter = millisecondsOf(headers.get('Retry-After'), obtainedAt);
    throw new AppError('token-unavailable', `status ${status}`, {
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
  const { access_token, expires_in, refresh_token } = await read(response).catch((cause) => {
    throw new AppError(meaningOf(cause), `status ${status}`, { cause });
  });
  const life = expires_in === undefined ? undefined : expires_in * 1000;
  if (life !== undefined && life < LEAST_LIFE_MS) {
    throw new AppError('token-short-lived', `${expires_in} s`);
  }
  const token = {
    value: access_token,
    obtainedAt,
    ...(life !== undefined && { expiresAt: obtainedAt + life }),
    renewAt: obtainedAt + (life ?? UNKNOWN_LIFE_MS) * jittered(),
  };
  return { token, ...(refresh_token !== undefined && { refreshToken: refresh_token }) };
}

/** Early, and not all at the same moment: at 70 to 80 % of its life. */
function jittered(): number {
  return 0.7 + 0.1 * Math.random();
}

function meaningOf(error: unknown): ErrorCode {
  if (error instanceof oauth.ResponseBodyError) {
    return CLIENT_ERRORS.includes(error.error) ? 'token-client-refused' : 'token-request-refused';
  }
  // A 401 that says so in its header alone.
  if (error instanceof oauth.WWWAuthenticateChallengeError) return 'token-client-refused';
  return 'token-unreadable';
}

/** @param value - Seconds, or a date. */
function millisecondsOf(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
