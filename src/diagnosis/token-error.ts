/**
 * What a server says of a token, in its challenge.
 *
 * Source: RFC 6750 §3, §3.1; RFC 9449 §7.1 and RFC 9470 §3 add errors of their own.
 */
import type { Challenge } from '../domain/challenge';
import { linesOf } from '../domain/seen-request';
import type { Verdict } from '../domain/verdict';
import type { Refusal } from './answer';
import { says, scopeIn } from './what-it-says';

/** Of a scope: it is shown. */
const LENGTH_AT_MOST = 200;

export function tokenErrorOf(challenges: readonly Challenge[]): string | undefined {
  return challenges.map(({ parameters }) => parameters.get('error')).find((error) => error);
}

export function missingScope({ challenges, said }: Refusal): Verdict | undefined {
  const isSaid = tokenErrorOf(challenges) === 'insufficient_scope' || says(said, 'scope');
  if (!isSaid) return undefined;
  const named = challenges.map(({ parameters }) => parameters.get('scope')).find((scope) => scope);
  return verdictOf(named ?? scopeIn(said));
}

/** GitHub tells which scopes would do, and which the token has; on a 404 too, where it means nothing. */
export function unmetScopes({ headers }: Refusal): Verdict | undefined {
  const [accepted] = linesOf(headers, 'x-accepted-oauth-scopes').map(scopesIn);
  const [granted] = linesOf(headers, 'x-oauth-scopes').map(scopesIn);
  if (!accepted || !granted || accepted.length === 0) return undefined;
  if (accepted.some((scope) => granted.includes(scope))) return undefined;
  return verdictOf(accepted.join(' '));
}

function verdictOf(scope: string | undefined): Verdict {
  return { cause: 'missing-scope', ...(scope && { scope: scope.slice(0, LENGTH_AT_MOST) }) };
}

function scopesIn(line: string): readonly string[] {
  return line.split(/[\s,]+/).filter((scope) => scope !== '');
}
