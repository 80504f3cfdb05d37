/**
 * Reads the error about a token from a challenge.
 *
 * Source: RFC 6750 §3, §3.1; RFC 9449 §7.1 and RFC 9470 §3 add errors of their own.
 */
import type { Challenge } from '../domain/challenge';
import { plainText } from '../domain/plain-text';
import { linesOf } from '../domain/seen-request';
import type { Verdict } from '../domain/verdict';
import type { Refusal } from './answer';
import { mentions, scopeIn } from './read-error-body';

/** A page shows the scope, and a server may send a long one. */
const LENGTH_AT_MOST = 200;

export function tokenErrorOf(challenges: readonly Challenge[]): string | undefined {
  return challenges.map(({ parameters }) => parameters.get('error')).find((error) => error);
}

export function missingScope({ challenges, errorText }: Refusal): Verdict | undefined {
  const isMissing =
    tokenErrorOf(challenges) === 'insufficient_scope' || mentions(errorText, 'scope');
  if (!isMissing) return undefined;
  const named = challenges.map(({ parameters }) => parameters.get('scope')).find((scope) => scope);
  return verdictOf(named ?? scopeIn(errorText));
}

/** GitHub lists the accepted scopes and the token's. On a 404, which is not judged here, they mean nothing. */
export function unmetScopes({ headers }: Refusal): Verdict | undefined {
  const [accepted] = linesOf(headers, 'x-accepted-oauth-scopes').map(scopesIn);
  const [granted] = linesOf(headers, 'x-oauth-scopes').map(scopesIn);
  if (!accepted || !granted || accepted.length === 0) return undefined;
  if (accepted.some((scope) => granted.includes(scope))) return undefined;
  return verdictOf(accepted.join(' '));
}

function verdictOf(scope: string | undefined): Verdict {
  const shown = plainText(scope ?? '', LENGTH_AT_MOST);
  return { cause: 'missing-scope', ...(shown !== '' && { scope: shown }) };
}

function scopesIn(line: string): readonly string[] {
  return line.split(/[\s,]+/).filter((scope) => scope !== '');
}
