/**
 * Codes and tokens of the server that misbehaves. Everything that its mode does not change is correct:
 * a code works once, and only with its verifier (RFC 7636 §4.6).
 */
import { createHash } from 'node:crypto';
import { jsonAnswer } from '../../server/lab-host.mjs';
import { DEVICE_GRANT } from './bad-oauth-modes.mjs';

/** @typedef {import('./bad-oauth-modes.mjs').BadMode} BadMode */

const INVALID_GRANT = jsonAnswer(400, { error: 'invalid_grant' });

export function createBadTokens() {
  /** @type {Map<string, { readonly challenge: string, isUsed: boolean }>} */
  const codes = new Map();
  /** @type {Map<string, { readonly family: number, isSpent: boolean }>} */
  const refreshTokens = new Map();
  /** @type {Set<number>} */
  const revokedFamilies = new Set();
  let count = 0;

  /** @param {string} kind */
  function newValue(kind) {
    count += 1;
    return `bad-${kind}-${count}`;
  }

  /**
   * @param {number} family
   * @returns {{ readonly refresh_token: string }}
   */
  function newRefreshToken(family) {
    const value = newValue('refresh');
    refreshTokens.set(value, { family, isSpent: false });
    return { refresh_token: value };
  }

  /**
   * @param {URLSearchParams} parameters
   * @param {BadMode} mode
   * @returns {object | undefined} The fields beside the access token; undefined: no token.
   */
  function byCode(parameters, { takesCodesTwice = false }) {
    const code = codes.get(parameters.get('code') ?? '');
    if (code === undefined || (code.isUsed && !takesCodesTwice)) return undefined;
    const verifier = parameters.get('code_verifier') ?? '';
    if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge) {
      return undefined;
    }
    code.isUsed = true;
    return newRefreshToken(count);
  }

  /**
   * @param {URLSearchParams} parameters
   * @param {BadMode} mode
   * @returns {object | undefined} The same.
   */
  function byRefreshToken(parameters, { refresh = 'rotate' }) {
    const token = refreshTokens.get(parameters.get('refresh_token') ?? '');
    if (token === undefined || revokedFamilies.has(token.family)) return undefined;
    if (token.isSpent) {
      if (refresh === 'detect') revokedFamilies.add(token.family);
      return undefined;
    }
    if (refresh === 'keep') return {};
    token.isSpent = true;
    return newRefreshToken(token.family);
  }

  /**
   * @param {URLSearchParams} parameters
   * @param {BadMode} mode
   */
  function byGrant(parameters, mode) {
    const grantType = parameters.get('grant_type');
    if (grantType === 'authorization_code') return byCode(parameters, mode);
    if (grantType === 'refresh_token') return byRefreshToken(parameters, mode);
    if (grantType === DEVICE_GRANT) return newRefreshToken(count);
    return {};
  }

  return {
    /** @param {URLSearchParams} asked The parameters of the authorization request. */
    issueCode(asked) {
      const code = newValue('code');
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', isUsed: false });
      return code;
    },

    /**
     * @param {URLSearchParams} parameters The parameters of the token request.
     * @param {BadMode} mode
     */
    answer(parameters, mode) {
      const more = byGrant(parameters, mode);
      if (more === undefined) return INVALID_GRANT;
      const access_token = newValue('access');
      const fields = { access_token, token_type: 'Bearer', expires_in: 600, ...more };
      return jsonAnswer(200, mode.tokenFields?.(fields) ?? fields);
    },
  };
}
