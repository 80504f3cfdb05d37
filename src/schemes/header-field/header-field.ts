/**
 * Checks the names and values of headers. Some names belong to the browser or to HTTP.
 *
 * Source: RFC 9110 §5.1 (field names are tokens), §5.5 (field values); Fetch §2.2.2 (forbidden
 * request-header names).
 */
import { fieldError } from '../field-error';

const OWNED = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** @throws AppError `credential-invalid` naming the field. */
export function parseHeaderName(field: string, typed: string): string {
  if (typed === '') throw fieldError(field, 'required');
  if (typed !== typed.trim()) throw fieldError(field, 'space-around');
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(typed)) throw fieldError(field, 'header-name-syntax');
  const name = typed.toLowerCase();
  if (OWNED.has(name) || /^(proxy|sec)-/.test(name)) throw fieldError(field, 'header-name-owned');
  return typed;
}

/**
 * Checks a value, or the part of one that a user pastes.
 *
 * Spaces around it are refused, not doubted: no header carries them, so the user cannot mean them.
 *
 * @throws AppError `credential-invalid` naming the field.
 */
export function parseHeaderValue(field: string, typed: string): string {
  if (typed.trim() === '') throw fieldError(field, 'required');
  if (typed !== typed.trim()) throw fieldError(field, 'space-around');
  if (/\p{Cc}/u.test(typed)) throw fieldError(field, 'control-character');
  if (!/^[ -~]+$/.test(typed)) throw fieldError(field, 'value-not-ascii');
  return typed;
}

/**
 * Checks the text after a scheme's word. The pasted text must not have the word again.
 *
 * @param word - `Bearer` for `Authorization: Bearer …`.
 * @throws AppError `credential-invalid` naming the field.
 */
export function parseAfterWord(field: string, typed: string, word: string): string {
  const value = parseHeaderValue(field, typed);
  if (value.toLowerCase().startsWith(`${word.toLowerCase()} `)) {
    throw fieldError(field, 'scheme-word-twice');
  }
  return value;
}
