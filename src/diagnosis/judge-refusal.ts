/**
 * Judges a refusal: takes the first cause with evidence.
 *
 * A wrong scheme, a missing scope, an address and a limit come first, since the server names them. The
 * clock comes before the credential, because a server that gets a signature of another time calls the
 * credential invalid. The status alone decides last.
 */
import { readChallenges } from '../domain/challenge';
import type { Verdict } from '../domain/verdict';
import type { Answer, Refusal } from './answer';
import { mentions, readErrorBody } from './read-error-body';
import { hasReachedLimit, rateLimited } from './retry-deadline';
import { missingScope, tokenErrorOf, unmetScopes } from './token-error';
import { wrongClock } from './wrong-clock';
import { wrongScheme } from './wrong-scheme';

export function judgeRefusal(answer: Answer): Verdict {
  const challenges = readChallenges(answer.headers);
  const refusal = {
    ...answer,
    challenges,
    errorText: readErrorBody(answer.headers, challenges, answer.body),
  };
  return (
    wrongScheme(refusal) ??
    missingScope(refusal) ??
    addressNotAllowed(refusal) ??
    overLimit(refusal) ??
    nonceUsed(refusal) ??
    codeUsed(refusal) ??
    wrongClock(refusal) ??
    tokenExpired(refusal) ??
    unmetScopes(refusal) ??
    judgeByStatus(refusal)
  );
}

function addressNotAllowed({ errorText }: Refusal): Verdict | undefined {
  return mentions(errorText, 'address') ? { cause: 'address-not-allowed' } : undefined;
}

/** GitHub's 403 has rate limit headers alone. A 401 needs words: GitHub puts those headers on every one. */
function overLimit(refusal: Refusal): Verdict | undefined {
  const isInHeaders = refusal.status === 403 && hasReachedLimit(refusal);
  return isInHeaders || mentions(refusal.errorText, 'limit') ? rateLimited(refusal) : undefined;
}

/** The clock cannot be the cause of an answer that names the nonce. */
function nonceUsed({ errorText, sent }: Refusal): Verdict | undefined {
  const isOurs = sent.some(({ signs }) => signs);
  return isOurs && mentions(errorText, 'nonce') ? { cause: 'nonce-used' } : undefined;
}

/** The clock cannot be the cause of this either. */
function codeUsed({ errorText, sent }: Refusal): Verdict | undefined {
  const isOurs = sent.some(({ isOneTime }) => isOneTime);
  return isOurs && mentions(errorText, 'code')
    ? { cause: 'code-refused', isUsed: true }
    : undefined;
}

/** The header has ended by the server's clock, or the server says so. */
function tokenExpired({ status, errorText, sent, clock, now }: Refusal): Verdict | undefined {
  const atServer = now + (clock?.offsetMs ?? 0);
  // A code is judged as one: its end is no reason of its own, since the next one is there by then.
  const expiredAt = sent.find(
    ({ expiresAt = Infinity, isOneTime }) => !isOneTime && expiresAt <= atServer,
  )?.expiresAt;
  if (status !== 400 && expiredAt !== undefined) return { cause: 'token-expired', expiredAt };
  return mentions(errorText, 'expired') ? { cause: 'token-expired' } : undefined;
}

function judgeByStatus({ status, challenges, errorText, sent }: Refusal): Verdict {
  const isOfCredential =
    tokenErrorOf(challenges) !== undefined || mentions(errorText, 'credential');
  if (status === 401 || isOfCredential) {
    // The browser shows no body, so the server's reason may be that another request has used the code.
    if (sent.some(({ isOneTime }) => isOneTime)) return { cause: 'code-refused' };
    // With several credentials it is not known which one was refused.
    const [word] = sent.length === 1 ? sent.map((header) => header.word) : [];
    return { cause: 'credentials-refused', ...(word !== undefined && { word }) };
  }
  return { cause: status === 403 ? 'forbidden' : 'refused-otherwise' };
}
