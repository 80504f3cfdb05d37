/**
 * Decodes a JSON Web Token. It does not validate the token: only the server can.
 *
 * Claims are foreign text. A claim of a wrong type counts as absent, a long one is cut, and characters
 * that change the direction of text become visible.
 *
 * Source: RFC 7519 §4.1 (claims), §7.2 (header and claims are JSON objects); RFC 8693 §4.2 (`scope`,
 * which Microsoft and Okta call `scp`); RFC 7516 §7.1 (five parts: it is encrypted).
 */
import { decodeJwt, decodeProtectedHeader } from 'jose';

export interface Jwt {
  /** An encrypted token shows its algorithm, and no claims. */
  readonly isEncrypted: boolean;
  readonly algorithm: string | undefined;
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
  readonly audience: string | undefined;
  readonly scope: string | undefined;
  /** This and the next two: milliseconds since the Unix epoch. */
  readonly issuedAt: number | undefined;
  readonly notBefore: number | undefined;
  readonly expiresAt: number | undefined;
}

/** ECMA-262 §21.4.1.1: the last moment that a `Date` can hold. */
const TIME_AT_MOST_MS = 8.64e15;
const SHOWN_AT_MOST = 200;

/**
 * @param value - The token, or a header's value that ends in it: `Bearer eyJ…`.
 * @returns undefined for any other token: tokens may be opaque.
 */
export function readJwt(value: string): Jwt | undefined {
  const token = value.slice(value.lastIndexOf(' ') + 1);
  try {
    // RFC 7519 §7.2: the header is a JSON object. Other texts may have three parts, too.
    const { alg } = decodeProtectedHeader(token);
    const isEncrypted = token.split('.').length === 5;
    const { iss, sub, aud, scope, scp, iat, nbf, exp }: Claims = isEncrypted
      ? {}
      : decodeJwt(token);
    return {
      isEncrypted,
      algorithm: textOf(alg),
      issuer: textOf(iss),
      subject: textOf(sub),
      audience: listOf(aud, ', '),
      scope: listOf(scope ?? scp, ' '),
      issuedAt: timeOf(iat),
      notBefore: timeOf(nbf),
      expiresAt: timeOf(exp),
    };
  } catch {
    return undefined;
  }
}

/** Any types: an issuer may ignore the types of RFC 7519. */
type Claims = Readonly<Record<string, unknown>>;

function textOf(claim: unknown): string | undefined {
  if (typeof claim !== 'string' || claim === '') return undefined;
  const shown = claim.length > SHOWN_AT_MOST ? `${claim.slice(0, SHOWN_AT_MOST)}…` : claim;
  // Control characters, halves of surrogate pairs, and characters that change the direction of text.
  return shown.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function listOf(claim: unknown, separator: string): string | undefined {
  if (!Array.isArray(claim)) return textOf(claim);
  return textOf(claim.filter((entry) => typeof entry === 'string').join(separator));
}

/** @param claim - Seconds since the Unix epoch, fractions allowed (RFC 7519 §2, NumericDate). */
function timeOf(claim: unknown): number | undefined {
  if (typeof claim !== 'number') return undefined;
  const time = Math.trunc(claim * 1000);
  return Math.abs(time) <= TIME_AT_MOST_MS ? time : undefined;
}
