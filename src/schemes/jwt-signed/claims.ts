/**
 * The claims of a token: the ones that the user wrote, and the two that contain the time.
 *
 * Source: RFC 7519 §4.1.
 */
import { fieldError } from '../field-error';

export type Claims = Readonly<Record<string, unknown>>;

/** These claims have fields of their own or come from the clock. */
const SAID_ELSEWHERE = ['iss', 'sub', 'iat', 'exp'];

/** Browsers wake a background twice a minute at most, and a token must outlast a missed wake-up. */
const LIFETIME_MIN_S = 2 * 60;
/** Keybearer renews a token long before its end. A longer lifetime needs another scheme. */
const LIFETIME_MAX_S = 24 * 60 * 60;

/**
 * Puts `iat` into the past, since a server whose clock is behind refuses a token from its future.
 * Source: GitHub, "Generating a JSON Web Token (JWT) for a GitHub App".
 */
const BACKDATED_S = 60;

/**
 * @param typed - A JSON object, or nothing. Its audience may be a list: the field of its own takes one.
 * @throws AppError `credential-invalid`, field `claims`.
 */
export function parseClaims(typed: string, { hasAudience }: { hasAudience: boolean }): Claims {
  if (typed.trim() === '') return {};
  const claims = readJson(typed);
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw fieldError('claims', 'claims-not-an-object');
  }
  const isSaidElsewhere = SAID_ELSEWHERE.some((name) => Object.hasOwn(claims, name));
  if (isSaidElsewhere || ('aud' in claims && (hasAudience || !isAudienceList(claims.aud)))) {
    throw fieldError('claims', 'claims-said-elsewhere');
  }
  // Cast: the keys of an object from JSON are text.
  return claims as Claims;
}

/** RFC 7519 §4.1.3. */
function isAudienceList(aud: unknown): boolean {
  const isName = (each: unknown) => typeof each === 'string' && each !== '';
  return Array.isArray(aud) && aud.length > 0 && aud.every(isName);
}

function readJson(typed: string): unknown {
  let inexact = false;
  const notice = (_: string, value: unknown) => {
    // JSON rounds numbers past 2^53, so the token would have another number than the user wrote.
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
    // Without cause: the parser's message quotes the typed text.
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
 * The two claims with the time. The lifetime counts from `iat`, as in the servers that limit it. `iat`
 * is a minute ago, so `exp` is a minute less than the lifetime ahead, and neither exceeds a limit.
 *
 * @param now - Milliseconds since the Unix epoch.
 * @throws AppError `credential-invalid`, field `lifetime`, if the clock is unusable.
 */
export function timesOf(lifetime: number, now: number): { iat: number; exp: number } {
  const seconds = Math.floor(now / 1000);
  // A wrong clock must not sign for a day that is far off.
  if (!/^[1-9]\d{9}$/.test(String(seconds))) throw fieldError('lifetime', 'clock-out-of-range');
  const iat = seconds - BACKDATED_S;
  return { iat, exp: iat + lifetime };
}
