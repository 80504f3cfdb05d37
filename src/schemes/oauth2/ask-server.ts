/**
 * Sends one request to an authorization server, by https or to this computer, with a time limit.
 *
 * Source: RFC 9110 §10.2.3 (Retry-After).
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import { isLoopback } from '../../domain/site';
import type { GrantContext } from '../auth-scheme';
import { readableAnswer } from './readable-answer';

/** The options of every oauth4webapi request. */
export interface RequestOptions {
  readonly [oauth.customFetch]: typeof fetch;
  readonly [oauth.allowInsecureRequests]: boolean;
  readonly signal: AbortSignal;
}

const PATIENCE_MS = 10_000;

/** @throws AppError `token-unavailable`, with `retryAfter` if the server names a time. */
export async function askServer(
  url: string,
  send: (options: RequestOptions) => Promise<Response>,
  { now, fetch }: GrantContext,
): Promise<{ readonly response: Response; readonly answeredAt: number }> {
  const response = await send({
    [oauth.customFetch]: fetch,
    // For any other host oauth4webapi itself refuses plain http.
    [oauth.allowInsecureRequests]: isLoopback(new URL(url).hostname),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause) => {
    throw new AppError('token-unavailable', 'no answer', { cause });
  });
  const { status, headers } = response;
  const answeredAt = now();
  if (status >= 500 || status === 429) {
    const retryAfter = millisecondsOf(headers.get('Retry-After'), answeredAt);
    throw new AppError('token-unavailable', `status ${status}`, {
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
  return { response: await readableAnswer(response), answeredAt };
}

/** @param value - Seconds, or a date. */
function millisecondsOf(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
