/**
 * Reads from a server's answer that it refuses, and what it refuses.
 *
 * The server's word decides if it is in the table (`refusal-words.ts`); otherwise the status does. Many
 * servers give no word, or one of their own, or a page of HTML.
 *
 * Source: RFC 6749 §5.2; RFC 9110 §15.5.
 */
import { AppError, type ErrorCode } from '../../domain/errors';
import type { JsonBody } from './json-body';
import { type Meaning, meaningOf } from './refusal-words';

export interface Refusal {
  /** The server's own error code. */
  readonly word?: string;
  readonly meaning: Meaning;
}

const CODES: Readonly<Record<Meaning, ErrorCode>> = {
  client: 'token-client-refused',
  'client-for-pages': 'token-client-for-pages',
  grant: 'token-request-refused',
  denied: 'token-request-refused',
  request: 'token-request-refused',
  later: 'token-unavailable',
};

/** A grant's own translations. They come before the general ones. */
export type Meanings = Readonly<Partial<Record<Meaning, ErrorCode>>>;

export function codeOf({ meaning }: Refusal, meanings: Meanings): ErrorCode {
  return meanings[meaning] ?? CODES[meaning];
}

/** @returns undefined if the answer refuses nothing, or is a redirect. */
export function refusalIn(status: number, body: JsonBody = {}): Refusal | undefined {
  if (status < 400 && !(isSuccess(status) && hasErrorOnly(body))) return undefined;
  const said = body.error ?? body.error_code;
  const word = typeof said === 'string' ? said : undefined;
  const meaning = isForLater(status)
    ? 'later'
    : (meaningOf(entraCodeIn(body), status) ?? meaningOf(word, status) ?? byStatus(status, word));
  return { meaning, ...(word !== undefined && { word }) };
}

/** @returns the refusal that `askServer` reports by this error, if it is one. */
export function refusalCausing(error: unknown): Refusal | undefined {
  const cause = error instanceof AppError ? error.cause : undefined;
  // Cast: `askServer` makes such causes only from refusals.
  return typeof cause === 'object' && cause && 'meaning' in cause ? (cause as Refusal) : undefined;
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** RFC 6585 §4 (429), RFC 9110 §15.5.9 (408) and RFC 8470 §5.2 (425) ask to repeat the request. */
export function isForLater(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}

/** GitHub and Slack send errors with status 200; in place of a word others send an object. */
function hasErrorOnly(body: JsonBody): boolean {
  if ('access_token' in body) return false;
  return (
    typeof body.error === 'string' ||
    ['error', 'errors', 'fault'].some((name) => isFull(body[name]))
  );
}

function isFull(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** A 403 without a word comes from servers that use it in place of 401: Twitch, glewlwyd. */
function byStatus(status: number, word: string | undefined): Meaning {
  return status === 401 || (status === 403 && word === undefined) ? 'client' : 'request';
}

/** Entra begins each description with a code of its own: it is more exact than the word. */
function entraCodeIn({ error_description: described }: JsonBody): string | undefined {
  return typeof described === 'string' ? /^AADSTS\d{1,10}/.exec(described)?.[0] : undefined;
}
