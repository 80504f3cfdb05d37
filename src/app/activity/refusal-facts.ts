/**
 * Reads the server's own part of a refusal for the activity. A server may repeat what it was sent:
 * text with a part of a header's secret is left out.
 */
import { parseHttpDate } from '../../diagnosis/http-date';
import { readErrorBody } from '../../diagnosis/read-error-body';
import { tokenErrorOf } from '../../diagnosis/token-error';
import type { RefusalFacts } from '../../domain/activity';
import { type Challenge, readChallenges } from '../../domain/challenge';
import { repeatsSecret } from '../../domain/echo';
import { plainText } from '../../domain/plain-text';
import { linesOf, type Outcome } from '../../domain/seen-request';
import type { Verdict } from '../../domain/verdict';

const CHALLENGES_AT_MOST = 5;
const SCHEME_AT_MOST = 40;
const REALM_AT_MOST = 100;
const WORDS_AT_MOST = 200;

/** @param secrets - Of the headers that were sent: `secretsIn`. */
export function refusalFacts(
  outcome: Outcome,
  secrets: readonly string[],
): RefusalFacts | undefined {
  if (outcome.kind !== 'answered' || outcome.status < 400) return undefined;
  const { headers } = outcome;
  const isSafe = (text: string) => text !== '' && !repeatsSecret(text, secrets);
  const challenges = readChallenges(headers);
  const { text } = readErrorBody(headers, challenges);
  const says = isSafe(text) ? plainText(text, WORDS_AT_MOST) : (tokenErrorOf(challenges) ?? '');
  const [line = '', ...others] = linesOf(headers, 'date');
  const date = others.length === 0 ? parseHttpDate(line) : undefined;
  return {
    challenges: challenges.slice(0, CHALLENGES_AT_MOST).map(challengeText).filter(isSafe),
    ...(date !== undefined && { date }),
    ...(isSafe(says) && { says: plainText(says, WORDS_AT_MOST) }),
  };
}

/** The verdict without the server's words that repeat a secret. */
export function withoutEcho(verdict: Verdict, secrets: readonly string[]): Verdict {
  if (verdict.cause === 'missing-scope' && repeatsSecret(verdict.scope ?? '', secrets)) {
    return { cause: 'missing-scope' };
  }
  if (verdict.cause !== 'wrong-scheme') return verdict;
  const wanted = verdict.wanted.filter((each) => !repeatsSecret(each, secrets));
  return wanted.length > 0 ? { ...verdict, wanted } : { cause: 'credentials-refused' };
}

function challengeText({ scheme, parameters }: Challenge): string {
  const realm = parameters.get('realm');
  const name = plainText(scheme, SCHEME_AT_MOST);
  return realm === undefined ? name : `${name} realm="${plainText(realm, REALM_AT_MOST)}"`;
}
