/**
 * Writes a request as a curl command for a POSIX shell. Each secret is a variable, so that the command
 * can be pasted into a terminal, a chat or a ticket.
 *
 * Source: POSIX.1-2024, Shell Command Language §2.2 (quoting); curl's manual.
 */
import type { Header } from './header';

interface CurlRequest {
  readonly url: URL;
  /** Upper case. */
  readonly method: string;
  readonly headers: readonly Header[];
}

const VARIABLE = 'KEYBEARER_SECRET';

/** Any other first word of a value may be part of the secret. */
const SCHEME_WORDS: readonly string[] = ['basic', 'bearer', 'jwt', 'token'];

export function curlCommand({ url, method, headers }: CurlRequest): string {
  const { href } = withoutFragment(url);
  return [
    'curl',
    // curl expands brackets and braces to a list of addresses; `-g` turns that off.
    ...(/[[\]{}]/.test(href) ? ['-g'] : []),
    ...methodOption(method),
    ...headers.flatMap((header, index) => ['-H', headerArgument(header, variableOf(index))]),
    singleQuoted(href),
  ].join(' ');
}

/** @param index - From 0. @returns the variable with its `$`. */
function variableOf(index: number): string {
  return index === 0 ? `$${VARIABLE}` : `$${VARIABLE}_${index + 1}`;
}

function withoutFragment(url: URL): URL {
  const copy = new URL(url);
  copy.hash = '';
  return copy;
}

function methodOption(method: string): readonly string[] {
  if (method === 'GET') return [];
  // With `-X HEAD` curl waits for a body that never comes.
  return method === 'HEAD' ? ['-I'] : ['-X', singleQuotedIfOdd(method)];
}

function headerArgument({ name, value }: Header, variable: string): string {
  const word = schemeWordOf(name, value);
  const before = word ? `${name}: ${word} ` : `${name}: `;
  // A name may be any token (RFC 9110 §5.6.2), and a shell acts on some of its characters in double
  // quotes.
  return isPlain(name) ? `"${before}${variable}"` : `${singleQuoted(before)}"${variable}"`;
}

function schemeWordOf(name: string, value: string): string | undefined {
  if (name.toLowerCase() !== 'authorization') return undefined;
  const [, word = ''] = /^(\S+) +\S/.exec(value) ?? [];
  return SCHEME_WORDS.includes(word.toLowerCase()) ? word : undefined;
}

function singleQuotedIfOdd(text: string): string {
  return isPlain(text) ? text : singleQuoted(text);
}

function isPlain(text: string): boolean {
  return /^[A-Za-z0-9-]+$/.test(text);
}

/** Within single quotes a shell acts on no character, and only a single quote ends them. */
function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
