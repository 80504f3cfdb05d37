/**
 * The faults of an authorization server, one at a time. Each mode is an issuer of its own,
 * `https://bad-auth.test/<mode>`: one lab serves them all, and none affects another.
 */
import { setTimeout } from 'node:timers/promises';
import { htmlAnswer, jsonAnswer } from '../../server/lab-host.mjs';

export const BAD_AUTH_ORIGIN = 'https://bad-auth.test';

export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Whose endpoints some modes point at. */
const ELSEWHERE = 'https://evil.test/token';

/** @typedef {import('../../server/lab-host.mjs').LabAnswer} LabAnswer */

/** @typedef {Record<string, unknown>} Fields */

/**
 * @typedef {object} BadMode Its differences from a good server.
 * @property {(context: TokenContext) => LabAnswer | Promise<LabAnswer>} [token] Answers in place of
 *   the token endpoint.
 * @property {(fields: Fields) => Fields} [tokenFields] Changes the fields of a token answer.
 * @property {(response: URLSearchParams) => void} [authorization] Changes the parameters that go
 *   back to the client.
 * @property {(metadata: Fields) => Fields} [metadata]
 * @property {boolean} [movesMetadata] Their places redirect to `/<mode>/moved`.
 * @property {boolean} [takesCodesTwice]
 * @property {'rotate' | 'keep' | 'detect'} [refresh] A new refresh token each time and the old one
 *   refused (default); no new one; or all of the family gone with a spent one.
 */

/**
 * @typedef {object} TokenContext
 * @property {() => LabAnswer} answer The answer of a good server.
 * @property {string} grantType
 * @property {import('./gate.mjs').Gate} gate
 * @property {number} delayMs
 */

/** @satisfies {Readonly<Record<string, BadMode>>} */
export const BAD_MODES = {
  /** No fault, and refresh tokens rotate: the control case. */
  good: {},

  // The token endpoint answers late, or not as JSON.
  held: {
    async token({ answer, gate }) {
      await gate.pass();
      return answer();
    },
  },
  delayed: {
    async token({ answer, delayMs }) {
      await setTimeout(delayMs);
      return answer();
    },
  },
  'error-500': { token: () => jsonAnswer(500, { error: 'server_error' }) },
  'error-503': {
    token: () => jsonAnswer(503, { error: 'temporarily_unavailable' }, { 'retry-after': '7' }),
  },
  'error-429': {
    token: () => jsonAnswer(429, { error: 'slow_down' }, { 'retry-after': '7' }),
  },
  html: { token: () => htmlAnswer('<!doctype html><title>Under maintenance</title>') },
  'wrong-type': {
    token({ answer }) {
      const good = answer();
      return { ...good, headers: { ...good.headers, 'content-type': 'text/plain' } };
    },
  },
  reset: { token: () => ({ status: 0 }) },
  redirect: { token: () => ({ status: 307, headers: { location: ELSEWHERE } }) },

  // The answer is JSON, but with wrong content.
  'no-access-token': { tokenFields: without('access_token') },
  'no-refresh-token': { tokenFields: without('refresh_token') },
  'no-expires-in': { tokenFields: without('expires_in') },
  'expires-soon': { tokenFields: (fields) => ({ ...fields, expires_in: 5 }) },
  'invalid-grant': { token: () => jsonAnswer(400, { error: 'invalid_grant' }) },
  'invalid-client': {
    token: () =>
      jsonAnswer(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="bad"' }),
  },
  /** Signing in works; the refresh token was revoked since. */
  'refresh-revoked': { token: refusing('refresh_token', 'invalid_grant') },

  // A device that asks too often gets this answer (RFC 8628 §3.5).
  'device-pending': { token: refusing(DEVICE_GRANT, 'authorization_pending') },
  'device-slow-down': { token: refusing(DEVICE_GRANT, 'slow_down') },
  'device-denied': { token: refusing(DEVICE_GRANT, 'access_denied') },
  'device-expired': { token: refusing(DEVICE_GRANT, 'expired_token') },

  // The browser comes back with something else.
  'wrong-state': { authorization: (response) => response.set('state', 'another-state') },
  'no-state': { authorization: (response) => response.delete('state') },
  'wrong-iss': { authorization: (response) => response.set('iss', 'https://auth.ixo.test') },
  'no-iss': { authorization: (response) => response.delete('iss') },

  // The metadata lie.
  'other-issuer': { metadata: (metadata) => ({ ...metadata, issuer: 'https://auth.ixo.test' }) },
  'foreign-token-endpoint': {
    metadata: (metadata) => ({ ...metadata, token_endpoint: ELSEWHERE }),
  },
  /** The optional members are of no use; the rest is. */
  'odd-endpoints': {
    metadata: (metadata) => ({
      ...metadata,
      device_authorization_endpoint: null,
      revocation_endpoint: 'http://bad-auth.test/revoke',
      scopes_supported: null,
    }),
  },
  /** The metadata are at another address of the same origin. */
  'moved-metadata': { movesMetadata: true },
  'http-token-endpoint': {
    metadata: (metadata) => ({
      ...metadata,
      token_endpoint: String(metadata.token_endpoint).replace('https:', 'http:'),
    }),
  },

  // Single use of codes and refresh tokens, broken in both directions.
  'replayed-code': { takesCodesTwice: true },
  'no-rotation': { refresh: 'keep' },
  'reuse-detection': { refresh: 'detect' },
};

/** @typedef {keyof typeof BAD_MODES} BadModeName */

/**
 * @param {BadModeName | 'chosen'} mode
 * @returns {string} The issuer; endpoints are `/authorize`, `/device` and `/token` below it.
 */
export function badIssuer(mode) {
  return `${BAD_AUTH_ORIGIN}/${mode}`;
}

/**
 * @param {string} name
 * @returns {(fields: Fields) => Fields}
 */
function without(name) {
  return ({ [name]: _left, ...others }) => others;
}

/**
 * @param {string} refused A grant type; any other is answered.
 * @param {string} error
 * @returns {NonNullable<BadMode['token']>}
 */
function refusing(refused, error) {
  return ({ answer, grantType }) => (grantType === refused ? jsonAnswer(400, { error }) : answer());
}
