/**
 * A real authorization server: `oidc-provider`, a certified implementation by other hands than
 * ours. Client credentials, authorization code with PKCE, refresh tokens that rotate, device flow,
 * revocation, discovery, resource indicators. Its access tokens are JWTs (RFC 9068).
 */
import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import { Provider } from 'oidc-provider';
import { htmlAnswer, jsonAnswer } from '../../server/lab-host.mjs';
import { nodeAnswer } from './node-answer.mjs';
import { isRedirectAllowed } from './oauth-clients.mjs';
import { oauthConfiguration } from './oauth-configuration.mjs';
import { createInteraction } from './oauth-interaction.mjs';
import { frontPage } from './oauth-pages.mjs';

const DISCOVERY_PATHS = [
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
];

/**
 * @typedef {object} OauthServer
 * @property {string} issuer
 * @property {(request: import('../../server/lab-host.mjs').LabRequest)
 *   => Promise<import('../../server/lab-host.mjs').LabAnswer>} answer
 * @property {(path: string) => boolean} serves Whether the path is the server's, where it shares
 *   an origin.
 * @property {import('../ixo-bearer.mjs').TokenJudge} judge Judges a token for the API that the server
 *   protects.
 * @property {() => void} revokeAll Forgets sessions, grants, codes and refresh tokens. A JWT that
 *   is out stays good till its end, as everywhere.
 */

/**
 * @param {object} options
 * @param {string} options.issuer An origin.
 * @param {string} options.resource The origin of the API it protects.
 * @param {import('./oauth-configuration.mjs').OauthSettings} options.settings
 * @returns {OauthServer}
 */
export function createOauthServer({ issuer, resource, settings }) {
  const store = new Map();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'lab' };
  const { d: _private, ...publicKey } = key;
  const keys = createLocalJWKSet({ keys: [/** @type {import('jose').JWK} */ (publicKey)] });
  const provider = new Provider(issuer, oauthConfiguration({ resource, settings, store, key }));
  provider.Client.prototype.redirectUriAllowed = isRedirectAllowed;
  provider.use(createInteraction(provider));
  const listener = provider.callback();

  return {
    issuer,
    revokeAll: () => store.clear(),
    serves: (path) => path.startsWith('/oauth/') || DISCOVERY_PATHS.includes(path),
    async answer(request) {
      if (request.url.protocol !== 'https:') return HTTPS_REQUIRED;
      if (request.url.pathname === '/') return htmlAnswer(frontPage(issuer));
      return nodeAnswer(listener, request);
    },
    async judge(token, now) {
      if (settings.forgetsTokens) return { problem: 'The access token is unknown' };
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience: resource,
          algorithms: ['ES256'],
          typ: 'at+jwt',
          currentDate: new Date(now),
        });
        const { sub = '', scope = '' } = payload;
        return { grant: { subject: sub, scopes: String(scope).split(' ') } };
      } catch (error) {
        // The signature is checked before its content: these are the server's own tokens.
        if (error instanceof errors.JWTExpired) return { problem: 'The access token expired' };
        if (error instanceof errors.JWTClaimValidationFailed) {
          return { problem: 'The access token is not for this API' };
        }
        return undefined;
      }
    },
  };
}

const HTTPS_REQUIRED = jsonAnswer(403, {
  error: 'invalid_request',
  error_description: 'Requests over HTTP are rejected. Use https://.',
});
