/** Finds a challenge for another auth scheme, or for another header, than the request had. */
import type { Challenge } from '../domain/challenge';
import type { Verdict } from '../domain/verdict';
import type { Refusal } from './answer';
import { missingHeader } from './read-error-body';
import type { SentHeader } from './sent-header';

/** A page shows the schemes, and a server may name many. */
const SCHEMES_AT_MOST = 5;
const LENGTH_AT_MOST = 40;

/** Only a 401 must name its schemes (RFC 9110 §15.5.2); any refusal may name a missing header. */
export function wrongScheme({ status, challenges, sent, errorText }: Refusal): Verdict | undefined {
  const [first] = sent;
  if (!first) return undefined;
  const missed = missingHeader(errorText);
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
 * Compares an `Authorization` by its first word. No registry has schemes for other headers: a
 * challenge names the header in a parameter, or has a similar name, as `ApiKey` for `X-API-Key`.
 */
function isFor({ scheme, parameters }: Challenge, { name, word }: SentHeader): boolean {
  if (word !== undefined) return word.toLowerCase() === scheme.toLowerCase();
  const isNamed = [...parameters.values()].some((value) => letters(value) === letters(name));
  return isNamed || letters(name).includes(letters(scheme));
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
