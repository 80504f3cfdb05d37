/**
 * The end of a token, as the answer of a login says it.
 *
 * A server's time is compared with the `Date` of the same answer, so that a wrong clock of this computer
 * makes no token endless or dead.
 *
 * Source: RFC 9110 §6.6.1 (Date); RFC 7519 §4.1.4 (exp).
 */
import type { CredentialFields } from '../../domain/credential';
import { fieldError } from '../field-error';
import { readJwt } from '../jwt/read-jwt';
import { type AnsweredValues, parsePointer, valueAt } from './token-place';

export const END_KINDS = ['jwt', 'seconds', 'milliseconds', 'date', 'fixed', 'never'] as const;

export type TokenEnd =
  /** `jwt`: the claim `exp` of the token, if it is a JWT. */
  | { readonly kind: 'jwt' }
  | { readonly kind: 'never' }
  | { readonly kind: 'seconds' | 'milliseconds' | 'date'; readonly at: string }
  /** The life in seconds. */
  | { readonly kind: 'fixed'; readonly life: number };

/** Token engine and API need some seconds each. */
const LIFE_AT_LEAST_S = 10;
const LIFE_AT_MOST_S = 365 * 24 * 60 * 60;

/** @throws AppError `credential-invalid` naming the field. */
export function parseEnd({ endKind = '', endAt = '', life = '' }: CredentialFields): TokenEnd {
  const kind = END_KINDS.find((each) => each === endKind) ?? 'jwt';
  if (kind === 'jwt' || kind === 'never') return { kind };
  if (kind !== 'fixed') return { kind, at: parsePointer('endAt', endAt) };
  if (!/^\d{1,9}$/.test(life.trim())) throw fieldError('life', 'lifetime-not-seconds');
  const seconds = Number(life);
  if (seconds < LIFE_AT_LEAST_S || seconds > LIFE_AT_MOST_S) {
    throw fieldError('life', 'token-life-out-of-range');
  }
  return { kind, life: seconds };
}

export function endFieldsOf(end: TokenEnd): CredentialFields {
  return {
    endKind: end.kind,
    endAt: 'at' in end ? end.at : '',
    life: 'life' in end ? String(end.life) : '',
  };
}

/**
 * A number this large or larger is a time since the Unix epoch, a smaller one a duration: as seconds or
 * milliseconds it is September 2001, or a life of 31 years.
 */
const EPOCH_FROM: Readonly<Record<'seconds' | 'milliseconds', number>> = {
  seconds: 1e9,
  milliseconds: 1e12,
};

/**
 * @param answeredAt - By our clock, milliseconds since the Unix epoch.
 * @returns milliseconds from the answer to the end; 0 or less if the token has ended. Undefined: the
 * answer names no end.
 */
export function lifeOf(
  end: TokenEnd,
  token: string,
  answer: AnsweredValues,
  answeredAt: number,
): number | undefined {
  if (end.kind === 'fixed') return end.life * 1000;
  if (end.kind === 'never') return undefined;
  const date = Date.parse(answer.headers.get('Date') ?? '');
  const serverNow = Number.isNaN(date) ? answeredAt : date;
  const until = (at: number | undefined) => (at === undefined ? undefined : at - serverNow);
  if (end.kind === 'jwt') return until(readJwt(token)?.expiresAt);
  const value = valueAt(end.at, answer);
  if (end.kind === 'date') return until(dateIn(value));
  const number = numberIn(value);
  if (number === undefined) return undefined;
  const ms = end.kind === 'seconds' ? number * 1000 : number;
  if (number >= EPOCH_FROM[end.kind]) return until(ms);
  // Decision 32: a duration of 0 or −1 names no end.
  return ms > 0 ? ms : undefined;
}

/** Many servers write numbers as text. */
function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** ISO 8601 or an HTTP date. A time without a zone is UTC, which servers mean and browsers do not. */
function dateIn(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const isZoneless = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?$/.test(text);
  const at = Date.parse(isZoneless ? `${text.replace(' ', 'T').replace(',', '.')}Z` : text);
  return Number.isNaN(at) ? undefined : at;
}
