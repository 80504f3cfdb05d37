/**
 * The access tokens that the IXO stand-in issued, made at each start: opaque ones and JWTs, good
 * ones and one for each way to be no good.
 */
import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { signJwt, verifyJwt } from './ixo-jwt.mjs';

const HOUR_S = 60 * 60;

/** Seconds, the unit of RFC 7519. */
const MADE_AT = Math.floor(Date.now() / 1000);

/** Whom the JWTs are about. */
export const IXO_SUBJECT = 'did:ixo:lab-user';

const FULL_SCOPE = 'entities:read claims:read claims:write';
const READ_SCOPE = 'entities:read claims:read';

const keys = makeKeys();

/** The one API key of this stand-in, for its endpoints of limited access. */
export const IXO_API_KEY = 'ixo-lab-limited-4d1f9a';

/** The ES256 key that IXO gives to a customer who signs his own tokens. */
export const IXO_MINTER = Object.freeze({
  /** SEC1. */
  pem: keys.ES256.export({ type: 'sec1', format: 'pem' }).toString(),
  /** The secret in it: 32 bytes. */
  scalar: Buffer.from(keys.ES256.export({ format: 'jwk' }).d ?? '', 'base64url'),
  claims: { sub: IXO_SUBJECT, scope: FULL_SCOPE },
});

/** Tokens by their rights; made anew in each process. */
export const IXO_TOKENS = Object.freeze({
  /** Good, full scope. No dots in it: nothing to decode. */
  opaque: 'ixo-lab-opaque_7Qm2~x+9/Kd==',
  /** Good, full scope, HS256. A day: real ones are shorter, but a demonstration stays open. */
  jwt: issue({ scope: FULL_SCOPE, exp: MADE_AT + 24 * HOUR_S }),
  /** Good, full scope, ES256. */
  jwtEs256: issue({ scope: FULL_SCOPE, exp: MADE_AT + 24 * HOUR_S }, 'ES256'),
  /** Good, but must not write claims. */
  readOnly: issue({ scope: READ_SCOPE, exp: MADE_AT + 24 * HOUR_S }),
  /** Was good until an hour before the start. */
  expired: issue({ scope: FULL_SCOPE, exp: MADE_AT - HOUR_S }),
  /** Well formed, signed by a key that is not IXO's. */
  forged: issue({ scope: FULL_SCOPE, exp: MADE_AT + 24 * HOUR_S }, 'HS256', makeKeys()),
});

/**
 * @typedef {object} Grant The rights of a good token.
 * @property {string} subject
 * @property {readonly string[]} scopes
 */

/**
 * @typedef {{ readonly grant: Grant } | { readonly problem: string }} JudgedToken The problem in
 *   words for `error_description`.
 */

/**
 * @param {string} token
 * @param {number} now Milliseconds since the Unix epoch.
 * @returns {JudgedToken}
 */
export function judgeToken(token, now) {
  if (token === IXO_TOKENS.opaque) return { grant: grantOf(IXO_SUBJECT, FULL_SCOPE) };
  const judged = verifyJwt(token, keys, now);
  if ('problem' in judged) return { problem: PROBLEMS[judged.problem] };
  return { grant: grantOf(String(judged.claims.sub), String(judged.claims.scope)) };
}

const PROBLEMS = {
  malformed: 'The access token is unknown',
  forged: 'The signature of the access token is wrong',
  expired: 'The access token expired',
};

/**
 * @param {string} subject
 * @param {string} scope Names with spaces between them (RFC 6749 §3.3).
 * @returns {Grant}
 */
function grantOf(subject, scope) {
  return { subject, scopes: scope.split(' ') };
}

/**
 * @param {{ readonly scope: string, readonly exp: number }} claims
 * @param {'HS256' | 'ES256'} [algorithm]
 * @param {import('./ixo-jwt.mjs').JwtKeys} [signer]
 */
function issue(claims, algorithm = 'HS256', signer = keys) {
  const issued = { iss: 'https://api.ixo.test', sub: IXO_SUBJECT, iat: MADE_AT - 2 * HOUR_S };
  return signJwt({ ...issued, ...claims }, algorithm, signer);
}

/** @returns {import('./ixo-jwt.mjs').JwtKeys} */
function makeKeys() {
  return {
    HS256: createSecretKey(randomBytes(32)),
    ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  };
}
