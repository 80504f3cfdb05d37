/**
 * JSON Web Tokens as the IXO stand-in issues and judges them: HS256 and ES256, nothing else.
 *
 * Source: RFC 7515 §3.1 and §5.2, RFC 7518 §3.2 and §3.4, RFC 7519 §4.1.4. Written with
 * node:crypto alone, independent of the extension's own token reader.
 */
import { createHmac, sign, timingSafeEqual, verify } from 'node:crypto';

/**
 * @typedef {object} JwtKeys One key for each algorithm that is taken.
 * @property {import('node:crypto').KeyObject} HS256
 * @property {import('node:crypto').KeyObject} ES256 Private where tokens are made; either half of
 *   the pair judges them.
 */

/** @typedef {Readonly<Record<string, unknown>>} JwtClaims */

/** @typedef {'malformed' | 'forged' | 'expired'} JwtProblem */

/**
 * @param {JwtClaims} claims
 * @param {keyof JwtKeys} algorithm
 * @param {JwtKeys} keys
 * @returns {string} Compact serialisation.
 */
export function signJwt(claims, algorithm, keys) {
  const input = `${encode({ typ: 'JWT', alg: algorithm })}.${encode(claims)}`;
  const signature =
    algorithm === 'HS256'
      ? createHmac('sha256', keys.HS256).update(input).digest()
      : // RFC 7518 §3.4: r and s side by side, not DER.
        sign('sha256', Buffer.from(input), { key: keys.ES256, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/**
 * @param {string} token
 * @param {JwtKeys} keys
 * @param {number} now Milliseconds since the Unix epoch.
 * @returns {{ readonly claims: JwtClaims } | { readonly problem: JwtProblem }}
 */
export function verifyJwt(token, keys, now) {
  const parts = token.split('.');
  const [header = '', payload = '', signature = ''] = parts;
  const algorithm = decode(header)?.alg;
  const claims = decode(payload);
  const bytes = fromBase64Url(signature);
  if (parts.length !== 3 || claims === undefined || bytes === undefined) {
    return { problem: 'malformed' };
  }
  if (!isSigned(algorithm, Buffer.from(`${header}.${payload}`), bytes, keys)) {
    return { problem: 'forged' };
  }
  const { exp } = claims;
  if (typeof exp !== 'number' || now >= exp * 1000) return { problem: 'expired' };
  return { claims };
}

/**
 * @param {unknown} algorithm The token's claim: any unexpected algorithm, `none` included, counts
 *   as no signature.
 * @param {Buffer} input
 * @param {Buffer} signature
 * @param {JwtKeys} keys
 */
function isSigned(algorithm, input, signature, keys) {
  if (algorithm === 'HS256') {
    const expected = createHmac('sha256', keys.HS256).update(input).digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
  if (algorithm !== 'ES256') return false;
  return verify('sha256', input, { key: keys.ES256, dsaEncoding: 'ieee-p1363' }, signature);
}

/** @param {JwtClaims} value */
function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * @param {string} part
 * @returns {JwtClaims | undefined} Undefined unless it is a JSON object in base64url.
 */
function decode(part) {
  try {
    const value = JSON.parse(fromBase64Url(part)?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} text */
function fromBase64Url(text) {
  const bytes = Buffer.from(text, 'base64url');
  // Buffer forgives padding, the other alphabet and stray bits; RFC 7515 §2 does not.
  return bytes.toString('base64url') === text ? bytes : undefined;
}
