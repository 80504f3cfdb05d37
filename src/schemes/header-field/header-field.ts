/**
 * What a header can carry, and which names are not ours to set.
 *
 * Source: RFC 9110 §5.1 (field names are tokens), §5.5 (field values); Fetch §2.2.2 (forbidden
 * request-header names): the browser or HTTP itself owns those.
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
 * A value, or the part of one that a user pastes.
 *
 * Spaces around it are refused rather than doubted: no header carries them, so they could not be
 * meant.
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
 * The credentials that follow a scheme's word: what was pasted must not bring the word along.
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
