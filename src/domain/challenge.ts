/**
 * How a server wants to be convinced: the challenges of its `WWW-Authenticate`.
 *
 * Whatever cannot be read is skipped, and what comes after it is read: a refusal is explained as far
 * as it goes. Why no parser of others does it: decision 24.
 *
 * Source: RFC 9110 §11.2, §11.3, §11.6.1.
 */
import { type HttpHeaders, linesOf } from './seen-request';

export interface Challenge {
  /** As the server spells it; it means the same in any case. */
  readonly scheme: string;
  /** Names in lower case; of a name that comes twice the first value. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Of all lines together; honest ones take some hundreds. */
const LENGTH_AT_MOST = 8 * 1024;

// Each at the place where the reader is.
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const SEPARATORS = /[\s,]*/y;
/** A bare value may hold what has to be quoted, as URLs do: many servers write them so. */
const PARAMETER = new RegExp(`(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'y');
/** Begins with a letter, as all registered ones do. */
const SCHEME = new RegExp(`(?=[A-Za-z])${TOKEN}(?=[\\s,]|$)`, 'y');
const TOKEN68 = /\s+[A-Za-z0-9._~+/-]+=*(?=\s*(?:,|$))/y;
const UNREADABLE = /"(?:[^"\\]|\\.)*"?|[^\s,"]+/y;

/** @returns them in the order in which they come, none where there is none to read. */
export function readChallenges(headers: HttpHeaders): readonly Challenge[] {
  const text = linesOf(headers, 'www-authenticate').join(', ').slice(0, LENGTH_AT_MOST);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    at += found?.[0].length ?? 0;
    return found;
  };
  while (at < text.length) {
    // Only what begins an element of the list can be a scheme; some forget commas between parameters.
    const isFirst = at === 0;
    const isElement = take(SEPARATORS)?.[0].includes(',') || isFirst;
    const parameter = take(PARAMETER);
    const scheme = parameter || !isElement ? undefined : take(SCHEME)?.[0];
    if (parameter) {
      const [, name = '', quoted, bare = ''] = parameter;
      const parameters = challenges.at(-1)?.parameters;
      const value = quoted?.replace(/\\(.)/g, '$1') ?? bare;
      if (!parameters?.has(name.toLowerCase())) parameters?.set(name.toLowerCase(), value);
    } else if (scheme) {
      challenges.push({ scheme, parameters: new Map() });
      // A blob of its own, as in Negotiate: nobody here reads it.
      take(TOKEN68);
    } else take(UNREADABLE);
  }
  return challenges;
}
