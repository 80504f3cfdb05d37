/**
 * What a server's error means to whoever waits for a token.
 *
 * Source: RFC 6749 §5.2.
 */
import * as oauth from 'oauth4webapi';
import { AppError, type ErrorCode } from '../../domain/errors';

/** By the server's own word, where a grant knows better than the general meaning. */
export type Meanings = Readonly<Record<string, ErrorCode>>;

/** The server does not know the client, or not for this. */
const CLIENT_ERRORS: readonly string[] = ['invalid_client', 'unauthorized_client'];

/** @param cause - What oauth4webapi has made of an answer. */
export function refusalOf(cause: unknown, meanings: Meanings = {}): AppError {
  return new AppError(codeOf(cause, meanings), 'refused by the server, or no answer to read', {
    cause,
  });
}

/** The server's own word for why a request was refused, where it has said one. */
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
  // A 401 that says so in its header alone.
  if (cause instanceof oauth.WWWAuthenticateChallengeError) return 'token-client-refused';
  return 'token-unreadable';
}
