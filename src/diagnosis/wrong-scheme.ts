/** Whether the server wants something else than what it was sent. */
import type { Challenge } from '../domain/challenge';
import type { Verdict } from '../domain/verdict';
import type { Refusal } from './answer';
import type { SentHeader } from './sent-header';
import { headerMissed } from './what-it-says';

/** Of what it wants: it is shown. */
const SCHEMES_AT_MOST = 5;
const LENGTH_AT_MOST = 40;

/** A 401 has to name what would do (RFC 9110 §15.5.2); anybody may say that a header is missing. */
export function wrongScheme({ status, challenges, sent, said }: Refusal): Verdict | undefined {
  const [first] = sent;
  if (!first) return undefined;
  const missed = headerMissed(said);
  if (missed && !sent.some(({ name }) => name.toLowerCase() === missed.toLowerCase())) {
    return verdictOf(first, [missed]);
  }
  if (status !== 401 || challenges.length === 0) return undefined;
  if (challenges.some((challenge) => sent.some((header) => isFor(challenge, header)))) {
    return undefined;
  }
  return verdictOf(
    first,
    challenges.map(({ scheme }) => scheme.slice(0, LENGTH_AT_MOST)),
  );
}

function verdictOf({ word, name }: SentHeader, wanted: readonly string[]): Verdict {
  const distinct = [...new Map(wanted.map((each) => [each.toLowerCase(), each])).values()];
  return { cause: 'wrong-scheme', sent: word ?? name, wanted: distinct.slice(0, SCHEMES_AT_MOST) };
}

/**
 * `Authorization` by the word in it. Schemes for other headers are nowhere registered: they say which
 * header is meant, or are named like it, as `ApiKey` is like `X-API-Key`.
 */
function isFor({ scheme, parameters }: Challenge, { name, word }: SentHeader): boolean {
  if (word !== undefined) return word.toLowerCase() === scheme.toLowerCase();
  const isNamed = [...parameters.values()].some((value) => letters(value) === letters(name));
  return isNamed || letters(name).includes(letters(scheme));
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
