/**
 * Gets a token: with the refresh token if there is one, otherwise, or if the server refuses that, by a
 * login. Both are one request each, and at most one of each in a call.
 */
import { AppError, type ErrorCode } from '../../domain/errors';
import type { GrantContext, Obtained } from '../auth-scheme';
import { endlessToken, refuseTooLong, tokenOf } from '../oauth2/token-life';
import { askLogin, type LoginAnswer } from './ask-login';
import type { LoginToken, Refresh } from './credential';
import { loginRequest, refreshRequest } from './login-request';
import { lifeOf } from './token-end';
import { valueAt } from './token-place';

/** The server answers, and gives no token. After a refresh a login may still get one. */
const REFUSALS: readonly ErrorCode[] = [
  'login-refused',
  'login-not-there',
  'login-redirected',
  'login-without-token',
];

/** @throws AppError `token-unavailable`, or one of the refusals. */
export async function obtainToken(
  credential: LoginToken,
  context: GrantContext,
  refreshToken?: string,
): Promise<Obtained> {
  const { refresh } = credential;
  if (!refresh || refreshToken === undefined) return logIn(credential, context);
  try {
    return await renew(credential, refresh, refreshToken, context);
  } catch (error) {
    const isRefused = error instanceof AppError && REFUSALS.includes(error.code);
    if (!isRefused) throw error;
    return { endsRefreshToken: true, ...(await logIn(credential, context)) };
  }
}

async function logIn(credential: LoginToken, context: GrantContext): Promise<Obtained> {
  return obtainedFrom(credential, await askLogin(loginRequest(credential), context));
}

async function renew(
  credential: LoginToken,
  refresh: Refresh,
  refreshToken: string,
  context: GrantContext,
): Promise<Obtained> {
  const request = refreshRequest(credential, refresh, refreshToken);
  return obtainedFrom(credential, await askLogin(request, context));
}

/** Takes the members that the credential points at, and nothing else of the answer. */
function obtainedFrom({ tokenAt, end, refresh }: LoginToken, answer: LoginAnswer): Obtained {
  const value = textIn(valueAt(tokenAt, answer));
  // A header's value is visible ASCII, with spaces only inside (RFC 9110 §5.5).
  if (value === undefined || !/^[!-~]([ -~]*[!-~])?$/.test(value)) {
    throw new AppError('login-without-token', 'no token at its place');
  }
  const refreshToken = refresh && textIn(valueAt(refresh.tokenAt, answer));
  refuseTooLong([value, refreshToken ?? '']);
  const { answeredAt } = answer;
  const token =
    end.kind === 'never'
      ? endlessToken(value, answeredAt)
      : tokenOf(value, answeredAt, lifeOf(end, value, answer, answeredAt));
  return { token, ...(refreshToken !== undefined && { refreshToken }) };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
