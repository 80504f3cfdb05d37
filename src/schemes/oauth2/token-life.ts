/** A token with its end, and the time for the next one. */
import { AppError } from '../../domain/errors';
import type { AccessToken } from '../auth-scheme';

/** A token is renewed once an hour if the server does not name its lifetime. */
const UNKNOWN_LIFE_MS = 60 * 60_000;

/** JSON stores a number past all clocks as null, and Keybearer would renew such a token at once. */
const LONGEST_LIFE_MS = 365 * 24 * 60 * 60_000;

/** No header carries more. A token too long for the session's storage would be requested forever. */
const TOKEN_MAX_LENGTH = 16 * 1024;

/** @param lifeMs - From the answer. Undefined: the server does not say. */
export function tokenOf(
  value: string,
  obtainedAt: number,
  lifeMs: number | undefined,
): AccessToken {
  const life = lifeMs === undefined ? undefined : Math.min(lifeMs, LONGEST_LIFE_MS);
  return {
    value,
    obtainedAt,
    ...(life !== undefined && { expiresAt: obtainedAt + life }),
    renewAt: obtainedAt + (life ?? UNKNOWN_LIFE_MS) * jittered(),
  };
}

/** A token that the user says has no end. */
export function endlessToken(value: string, obtainedAt: number): AccessToken {
  return { value, obtainedAt, renewAt: obtainedAt + LONGEST_LIFE_MS };
}

/** @throws AppError `token-unreadable`. */
export function refuseTooLong(tokens: readonly string[]): void {
  if (tokens.every(({ length }) => length <= TOKEN_MAX_LENGTH)) return;
  throw new AppError('token-unreadable', 'a token of more than any header carries');
}

/** Renews a token at 70 to 80 % of its lifetime, so that not all are renewed at the same moment. */
function jittered(): number {
  return 0.7 + 0.1 * Math.random();
}
