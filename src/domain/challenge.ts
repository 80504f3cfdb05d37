/**
 * The challenges in a server's `WWW-Authenticate`: the ways in which it lets a client authenticate.
 *
 * The parser skips an unreadable part and reads on, so that a refusal is explained as far as it can
 * be. Decision 24 says why no existing parser fits.
 *
 * Source: RFC 9110 §11.2, §11.3, §11.6.1.
 */
import { type HttpHeaders, linesOf } from './seen-request';

export interface Challenge {
  /** Spelled as the server does; schemes are case-insensitive. */
  readonly scheme: string;
  /** Keyed by name in lower case. If a name comes twice, its first value counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Characters of all lines together; honest servers send some hundreds. */
const LENGTH_AT_MOST = 8 * 1024;

// Each pattern is sticky: it matches at the position of the reader.
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const SEPARATORS = /[\s,]*/y;
/** A bare value may hold characters that need quotes: many servers send URLs that way. */
const PARAMETER = new RegExp(`(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'y');
/** A scheme starts with a letter, as all registered schemes do. */
const SCHEME = new RegExp(`(?=[A-Za-z])${TOKEN}(?=[\\s,]|$)`, 'y');
const TOKEN68 = /\s+[A-Za-z0-9._~+/-]+=*(?=\s*(?:,|$))/y;
const UNREADABLE = /"(?:[^"\\]|\\.)*"?|[^\s,"]+/y;

/** @returns the challenges in order; an empty list if none can be read. */
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
    // A scheme must start an element of the list; some servers omit commas between parameters.
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
      // Skips a token68, as in Negotiate: no caller needs it.
      take(TOKEN68);
    } else take(UNREADABLE);
  }
  return challenges;
}
