/**
 * Why a server refuses who asks: the first of these that there is evidence for.
 *
 * Another scheme, a scope, the address and a limit are said by the server itself. Only then its clock
 * is looked at, before any word on the credential: it is what a signature made at a wrong time looks
 * like. What is left is as much as the status tells.
 */
import { readChallenges } from '../domain/challenge';
import type { Verdict } from '../domain/verdict';
import type { Answer, Refusal } from './answer';
import { missingScope, tokenErrorOf, unmetScopes } from './token-error';
import { rateLimited, tellsOfLimit } from './until';
import { says, whatItSays } from './what-it-says';
import { wrongClock } from './wrong-clock';
import { wrongScheme } from './wrong-scheme';

export function judgeRefusal(answer: Answer): Verdict {
  const challenges = readChallenges(answer.headers);
  const refusal = {
    ...answer,
    challenges,
    said: whatItSays(answer.headers, challenges, answer.body),
  };
  return (
    wrongScheme(refusal) ??
    missingScope(refusal) ??
    addressNotAllowed(refusal) ??
    overLimit(refusal) ??
    wrongClock(refusal) ??
    tokenExpired(refusal) ??
    unmetScopes(refusal) ??
    asMuchAsTheStatusTells(refusal)
  );
}

function addressNotAllowed({ said }: Refusal): Verdict | undefined {
  return says(said, 'address') ? { cause: 'address-not-allowed' } : undefined;
}

/** A 403 says it by its headers alone, as GitHub's: a 401 has them on every answer. */
function overLimit(refusal: Refusal): Verdict | undefined {
  const isTold = refusal.status === 403 && tellsOfLimit(refusal);
  return isTold || says(refusal.said, 'limit') ? rateLimited(refusal) : undefined;
}

/** By what we know of the header, at the server's time, or by what the server says. */
function tokenExpired({ status, said, sent, clock, now }: Refusal): Verdict | undefined {
  const atServer = now + (clock?.offsetMs ?? 0);
  const expiredAt = sent.find(({ expiresAt = Infinity }) => expiresAt <= atServer)?.expiresAt;
  if (status !== 400 && expiredAt !== undefined) return { cause: 'token-expired', expiredAt };
  return says(said, 'expired') ? { cause: 'token-expired' } : undefined;
}

function asMuchAsTheStatusTells({ status, challenges, said, sent }: Refusal): Verdict {
  const isOfCredential = tokenErrorOf(challenges) !== undefined || says(said, 'credential');
  if (status === 401 || isOfCredential) {
    // Of several credentials nothing says which one was refused.
    const [word] = sent.length === 1 ? sent.map((header) => header.word) : [];
    return { cause: 'credentials-refused', ...(word !== undefined && { word }) };
  }
  return { cause: status === 403 ? 'forbidden' : 'refused-otherwise' };
}
