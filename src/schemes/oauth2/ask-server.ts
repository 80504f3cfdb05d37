/**
 * Sends one request to an authorization server, by https or to this computer, with limits on time and
 * length, and takes from its answer whether it refuses.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import { readAnswer } from '../../domain/read-answer';
import { isLoopback } from '../../domain/site';
import type { GrantContext } from '../auth-scheme';
import type { Client } from './client';
import { type JsonBody, jsonBody } from './json-body';
import { codeOf, isSuccess, type Meanings, refusalIn } from './refusal';
import { retryAfterOf } from './retry-after';
import { secretsSent, wordsIn } from './server-words';

/** The options of every oauth4webapi request. */
export interface RequestOptions {
  readonly [oauth.customFetch]: typeof fetch;
  readonly [oauth.allowInsecureRequests]: boolean;
  readonly signal: AbortSignal;
}

export interface ServerRequest {
  readonly url: string;
  readonly client: Client;
  readonly send: (options: RequestOptions) => Promise<Response>;
  readonly meanings?: Meanings;
}

export interface ServerAnswer {
  /** Absent: the body is no JSON object. */
  readonly body?: JsonBody;
  /** Milliseconds since the Unix epoch. */
  readonly answeredAt: number;
}

/** A token answer is a few KiB long. */
export const BOUNDS = { bytesAtMost: 1024 * 1024, withinMs: 10_000 };

/**
 * @returns an answer that refuses nothing.
 * @throws AppError `token-unavailable`, with `retryAfter` if the server names a time; `token-unreadable`
 * for a redirect; and the codes of refusals.
 */
export async function askServer(
  { url, client, send, meanings = {} }: ServerRequest,
  { now, fetch }: GrantContext,
): Promise<ServerAnswer> {
  let secrets: readonly string[] = [];
  const { response, text, end } = await readAnswer(
    (signal) =>
      send({
        [oauth.customFetch]: (address, init) => {
          secrets = secretsSent(init ?? {}, client);
          return fetch(address, init);
        },
        // For any other host oauth4webapi itself refuses plain http.
        [oauth.allowInsecureRequests]: isLoopback(new URL(url).hostname),
        signal,
      }),
    BOUNDS,
  ).catch((cause) => {
    throw new AppError('token-unavailable', 'no answer', { cause });
  });
  const { status, headers } = response;
  const answeredAt = now();
  // Half of a text is no JSON.
  const body = end === 'whole' ? jsonBody(text) : undefined;
  const refusal = refusalIn(status, body);
  if (refusal) {
    const retryAfter = retryAfterOf(headers, answeredAt);
    const serverSays = body && wordsIn(body, secrets);
    throw new AppError(codeOf(refusal, meanings), `refused with status ${status}`, {
      ...(retryAfter !== undefined && { retryAfter }),
      ...(serverSays !== undefined && { serverSays }),
      cause: refusal,
    });
  }
  if (!isSuccess(status)) throw new AppError('token-unreadable', `status ${status}`);
  if (end === 'broken') throw new AppError('token-unavailable', 'the body broke off');
  return { answeredAt, ...(body && { body }) };
}
