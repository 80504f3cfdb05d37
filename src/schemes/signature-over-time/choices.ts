/** The choices of the scheme: each has a few options, stored as they are named here. */

export const SECRET_ENCODINGS = ['utf8', 'hex', 'base64'] as const;
export type SecretEncoding = (typeof SECRET_ENCODINGS)[number];

/** A digest has the secret in the text; an HMAC (RFC 2104) has it as its key. */
export const ALGORITHMS = [
  'HMAC-SHA-256',
  'HMAC-SHA-512',
  'HMAC-SHA-1',
  'SHA-256',
  'SHA-512',
  'SHA-1',
] as const;
export type Algorithm = (typeof ALGORITHMS)[number];
export const DIGESTS = ['SHA-256', 'SHA-512', 'SHA-1'] as const satisfies readonly Algorithm[];

/** `iso`: ISO 8601 in UTC, whole seconds. `http`: the date of RFC 7231 §7.1.1.1. */
export const TIMES = ['seconds', 'milliseconds', 'iso', 'http'] as const;
export type TimeFormat = (typeof TIMES)[number];

/** `base64-bytes` is sent in base64 and signed as the bytes before (OASIS UsernameToken Profile §3.1). */
export const NONCES = ['none', 'hex', 'base64', 'base64-bytes'] as const;
export type NonceKind = (typeof NONCES)[number];

/** `hex-base64`: base64 of the hexadecimal digits, as Emarsys and Omniture want it. */
export const SIGNATURE_ENCODINGS = ['hex', 'base64', 'base64url', 'hex-base64'] as const;
export type SignatureEncoding = (typeof SIGNATURE_ENCODINGS)[number];

export function isDigest(algorithm: Algorithm): boolean {
  return DIGESTS.some((each) => each === algorithm);
}
