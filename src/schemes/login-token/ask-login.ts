/**
 * Sends a login or a refresh, and judges the answer by its status: servers answer a wrong password with
 * HTML, with no body, or with words of their own.
 *
 * Source: RFC 9110 §15.
 */
import { AppError, type ErrorCode } from '../../domain/errors';
import { maskAddress } from '../../domain/mask-address';
import { readAnswer } from '../../domain/read-answer';
import { isLoopback } from '../../domain/site';
import type { GrantContext } from '../auth-scheme';
import { BOUNDS } from '../oauth2/ask-server';
import { jsonBody } from '../oauth2/json-body';
import { isForLater, isSuccess } from '../oauth2/refusal';
import { retryAfterOf } from '../oauth2/retry-after';
import { wordsIn } from '../oauth2/server-words';
import type { LoginRequest } from './login-request';
import type { AnsweredValues } from './token-place';

export interface LoginAnswer extends AnsweredValues {
  /** By our clock, milliseconds since the Unix epoch. */
  readonly answeredAt: number;
}

/** These refuse the login itself. Any other 4xx refuses the address, or the kind of request. */
const LOGIN_REFUSED = [400, 401, 403, 422];

/**
 * @throws AppError `token-unavailable`, with `retryAfter` if the server names a time; `login-refused`,
 * `login-not-there` or `login-redirected`.
 */
export async function askLogin(request: LoginRequest, context: GrantContext): Promise<LoginAnswer> {
  const { response, text, answeredAt } = await sendLogin(request, context);
  const { status, headers } = response;
  if (isRedirect(response)) {
    const address = addressToSave(request, headers.get('Location'));
    throw new AppError('login-redirected', 'a redirect', {
      ...(address !== undefined && { serverSays: `Location: ${address}` }),
    });
  }
  if (!isSuccess(status)) {
    const retryAfter = retryAfterOf(headers, answeredAt);
    const body = jsonBody(text);
    const serverSays = body && wordsIn(body, request.secrets);
    throw new AppError(codeOf(status), `status ${status}`, {
      ...(retryAfter !== undefined && { retryAfter }),
      ...(serverSays !== undefined && { serverSays }),
    });
  }
  return { json: jsonIn(text), headers, answeredAt };
}

interface RawAnswer {
  readonly response: Response;
  /** Absent: there is no body, or one that is too long. */
  readonly text?: string;
  readonly isTooLong: boolean;
  /** By our clock, milliseconds since the Unix epoch. */
  readonly answeredAt: number;
}

/** @throws AppError `login-not-there` without https; `token-unavailable` if no whole answer comes. */
export async function sendLogin(
  { url, init }: LoginRequest,
  { now, fetch, fetchSeeingRedirects = fetch }: GrantContext,
): Promise<RawAnswer> {
  // A vault that was tampered with could hold any address.
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !isLoopback(hostname)) {
    throw new AppError('login-not-there', 'no https');
  }
  const { response, text, end } = await readAnswer(
    (signal) => fetchSeeingRedirects(url, { ...init, signal }),
    BOUNDS,
  ).catch((cause) => {
    throw new AppError('token-unavailable', 'no answer', { cause });
  });
  if (end === 'broken' && isSuccess(response.status)) {
    throw new AppError('token-unavailable', 'the body broke off');
  }
  // Half of a text is no JSON.
  return {
    response,
    answeredAt: now(),
    isTooLong: end === 'too-long',
    ...(end === 'whole' && text !== undefined && { text }),
  };
}

/** The browser may hide the status of a redirect. */
export function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

export function isLoginRefused(status: number): boolean {
  return LOGIN_REFUSED.includes(status);
}

function codeOf(status: number): ErrorCode {
  if (isForLater(status)) return 'token-unavailable';
  return isLoginRefused(status) ? 'login-refused' : 'login-not-there';
}

/**
 * @returns undefined for an address of another origin, which gets no secret by our advice, and for one that
 *   may hold a secret of the answer: only its path may differ, and each new part of it is made of words.
 */
export function addressToSave(
  { url, secrets }: LoginRequest,
  location: string | null,
): string | undefined {
  const asked = new URL(url);
  const target = location === null ? withSlash(asked) : URL.parse(location, asked);
  const isNamed =
    target?.origin === asked.origin &&
    target.href !== asked.href &&
    target.hash === '' &&
    target.search === asked.search &&
    isPlainPath(target.pathname, asked.pathname) &&
    !secrets.some((secret) => target.href.includes(secret));
  return isNamed ? target.href : undefined;
}

/** Whether each new segment is one that may be shown: servers put session ids and tokens into addresses. */
function isPlainPath(path: string, asked: string): boolean {
  const known = asked.split('/');
  return path.split('/').every((segment) => {
    const alone = `https://host.invalid/${segment}`;
    return known.includes(segment) || maskAddress(alone) === alone;
  });
}

/** The browser hides the target: a missing slash is the usual reason. */
function withSlash({ origin, pathname, search }: URL): URL | null {
  return pathname.endsWith('/') ? null : new URL(`${origin}${pathname}/${search}`);
}

/** Ignores the content type, which many servers have wrong. */
export function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
