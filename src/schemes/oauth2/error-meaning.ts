/**
 * Translates a server's error to one of ours.
 *
 * Source: RFC 6749 §5.2.
 */
import * as oauth from 'oauth4webapi';
import { AppError, type ErrorCode } from '../../domain/errors';

/** A grant's own translations, by the server's error code. They come before the general ones. */
export type Meanings = Readonly<Record<string, ErrorCode>>;

/** The server does not know the client, or does not allow it this grant. */
const CLIENT_ERRORS: readonly string[] = ['invalid_client', 'unauthorized_client'];

/** @param cause - The error that oauth4webapi throws for an answer. */
export function refusalOf(cause: unknown, meanings: Meanings = {}): AppError {
  return new AppError(codeOf(cause, meanings), 'refused by the server, or no answer to read', {
    cause,
  });
}

/** @returns the server's own error code, if its answer has one. */
export function serverErrorOf(error: unknown): string | undefined {
  const cause = error instanceof AppError ? error.cause : error;
  return cause instanceof oauth.ResponseBodyError ? cause.error : undefined;
}

function codeOf(cause: unknown, meanings: Meanings): ErrorCode {
  const said = serverErrorOf(cause);
  if (said !== undefined) {
    if (Object.hasOwn(meanings, said)) return meanings[said] ?? 'unexpected';
    return CLIENT_ERRORS.includes(said) ? 'token-client-refused' : 'token-request-refused';
  }
  // A 401 with a challenge and without an error code.
  if (cause instanceof oauth.WWWAuthenticateChallengeError) return 'token-client-refused';
  return 'token-unreadable';
}
