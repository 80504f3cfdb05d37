/**
 * What a token says: claims that stay as the user wrote them, and the two that tell its time.
 *
 * Source: RFC 7519 §4.1.
 */
import { fieldError } from '../field-error';

export type Claims = Readonly<Record<string, unknown>>;

/** They have fields of their own, or come from the clock: said twice, one of them would be ignored. */
const SAID_ELSEWHERE = ['iss', 'sub', 'aud', 'iat', 'exp'];

/** Browsers wake a background each half minute at most: a token must outlast a wake-up missed. */
const LIFETIME_MIN_S = 2 * 60;
/** It is renewed long before: who needs more than a day needs another scheme. */
const LIFETIME_MAX_S = 24 * 60 * 60;

/**
 * How far in the past a token says that it was issued: a server whose clock is behind refuses one
 * from its future. Source: GitHub, "Generating a JSON Web Token (JWT) for a GitHub App".
 */
const BACKDATED_S = 60;

/**
 * @param typed - A JSON object, or nothing.
 * @throws AppError `credential-invalid`, field `claims`.
 */
export function parseClaims(typed: string): Claims {
  if (typed.trim() === '') return {};
  const claims = readJson(typed);
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw fieldError('claims', 'claims-not-an-object');
  }
  if (SAID_ELSEWHERE.some((name) => Object.hasOwn(claims, name))) {
    throw fieldError('claims', 'claims-said-elsewhere');
  }
  // Cast: an object that JSON has read has text for keys.
  return claims as Claims;
}

function readJson(typed: string): unknown {
  let inexact = false;
  const notice = (_: string, value: unknown) => {
    // Past 2^53 a number is rounded: another one would be signed than was written.
    const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
    if (isRounded || value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
      inexact = true;
    }
    return value;
  };
  try {
    const claims: unknown = JSON.parse(typed, notice);
    if (!inexact) return claims;
  } catch {
    // Without cause: the parser's message quotes what was typed.
    throw fieldError('claims', 'claims-not-an-object');
  }
  throw fieldError('claims', 'claims-number-inexact');
}

/**
 * @returns seconds.
 * @throws AppError `credential-invalid`, field `lifetime`.
 */
export function parseLifetime(typed: string): number {
  if (typed.trim() === '') throw fieldError('lifetime', 'required');
  if (!/^\d{1,9}$/.test(typed.trim())) throw fieldError('lifetime', 'lifetime-not-seconds');
  const seconds = Number(typed);
  if (seconds < LIFETIME_MIN_S || seconds > LIFETIME_MAX_S) {
    throw fieldError('lifetime', 'lifetime-out-of-range');
  }
  return seconds;
}

/**
 * The two claims of time. The lifetime counts from `iat`, as servers count that limit it; so what
 * is left of it is a minute less, and no limit on either is ever passed.
 *
 * @param now - Milliseconds since the Unix epoch.
 * @throws AppError `credential-invalid`, field `lifetime`, if the clock is unusable.
 */
export function timesOf(lifetime: number, now: number): { iat: number; exp: number } {
  const seconds = Math.floor(now / 1000);
  // Whatever the clock says, nothing is signed for a day that is far off.
  if (!/^[1-9]\d{9}$/.test(String(seconds))) throw fieldError('lifetime', 'clock-out-of-range');
  const iat = seconds - BACKDATED_S;
  return { iat, exp: iat + lifetime };
}
