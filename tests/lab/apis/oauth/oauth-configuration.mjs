/**
 * The set-up of the lab's authorization server: its grants, its tokens, its pages. All
 * functions that oidc-provider would warn about are given.
 */
import { randomBytes } from 'node:crypto';
import { errors } from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';
import { CLIENT_METADATA } from './oauth-clients.mjs';
import {
  successSource,
  userCodeConfirmSource,
  userCodeInputSource,
} from './oauth-device-pages.mjs';
import { interactionUrl } from './oauth-interaction.mjs';
import { errorPage } from './oauth-pages.mjs';

/** An API of the same authorization server whose tokens are no good at IXO. */
export const OTHER_RESOURCE = 'https://other.ixo.test';

const SCOPES = 'entities:read claims:read claims:write';

const MINUTE_S = 60;
const DAY_S = 24 * 60 * MINUTE_S;

/**
 * @typedef {object} OauthSettings A test may change these at any time.
 * @property {number} lifetimeS Lifetime of access tokens issued from now on; seconds, default 600. The
 *   server lives by the computer's clock, not by the lab's: to see a token end, make it short.
 * @property {boolean} refusesOrigins The default of oidc-provider: a token request from an
 *   extension's origin is refused. Default here: false.
 * @property {boolean} forgetsTokens The APIs refuse every access token, as after a restart. Default: false.
 */

/**
 * @param {object} parts
 * @param {string} parts.resource The API that tokens are for unless the client asks for another.
 * @param {OauthSettings} parts.settings
 * @param {Map<string, unknown>} parts.store All sessions, grants, codes and tokens.
 * @param {object} parts.key Private JWK, ES256.
 */
export function oauthConfiguration({ resource, settings, store, key }) {
  return {
    adapter: (/** @type {string} */ model) => new MemoryAdapter(model, store),
    clients: CLIENT_METADATA,
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    routes: ROUTES,
    scopes: ['openid', 'offline_access'],
    interactions: { url: interactionUrlOf },
    findAccount,
    pkce: { required: () => true },
    clientBasedCORS: () => !settings.refusesOrigins,
    ttl: {
      AccessToken: () => settings.lifetimeS,
      ClientCredentials: () => settings.lifetimeS,
      AuthorizationCode: () => MINUTE_S,
      DeviceCode: () => 10 * MINUTE_S,
      Interaction: () => 10 * MINUTE_S,
      IdToken: () => 10 * MINUTE_S,
      Grant: () => DAY_S,
      RefreshToken: () => DAY_S,
      Session: () => DAY_S,
    },
    // OpenID's `offline_access` is not needed: every client with the refresh grant gets a token.
    issueRefreshToken: async (/** @type {unknown} */ _ctx, /** @type {Client} */ client) =>
      client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    // A token rotates at each use, and a used token revokes the whole grant (RFC 9700 §4.14.2).
    rotateRefreshToken: () => true,
    renderError,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: isOfClient },
      introspection: { enabled: true, allowedPolicy: isOfClient },
      deviceFlow: { enabled: true, userCodeInputSource, userCodeConfirmSource, successSource },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => resource,
        useGrantedResource: async () => true,
        getResourceServerInfo: resourceServerInfo,
      },
    },
  };

  /**
   * @param {unknown} _ctx
   * @param {string} asked
   */
  async function resourceServerInfo(_ctx, asked) {
    if (asked !== resource && asked !== OTHER_RESOURCE) throw new errors.InvalidTarget();
    return {
      scope: SCOPES,
      audience: asked,
      accessTokenFormat: 'jwt',
      accessTokenTTL: settings.lifetimeS,
      jwt: { sign: { alg: 'ES256' } },
    };
  }
}

/** @typedef {{ grantTypeAllowed(type: string): boolean }} Client */

/** Under one path, so that the server can share an origin with its API. */
const ROUTES = {
  authorization: '/oauth/authorize',
  code_verification: '/oauth/device',
  device_authorization: '/oauth/device/code',
  introspection: '/oauth/introspect',
  jwks: '/oauth/jwks',
  pushed_authorization_request: '/oauth/request',
  revocation: '/oauth/revoke',
  token: '/oauth/token',
  userinfo: '/oauth/userinfo',
};

/**
 * @param {unknown} _ctx
 * @param {{ readonly uid: string }} interaction
 */
async function interactionUrlOf(_ctx, { uid }) {
  return interactionUrl(uid);
}

/**
 * Accepts every name without a password.
 *
 * @param {unknown} _ctx
 * @param {string} sub
 */
async function findAccount(_ctx, sub) {
  return { accountId: sub, claims: async () => ({ sub }) };
}

/**
 * @param {unknown} _ctx
 * @param {{ readonly clientId: string }} client
 * @param {{ readonly clientId: string }} token
 */
async function isOfClient(_ctx, client, token) {
  return client.clientId === token.clientId;
}

/**
 * @param {import('oidc-provider').Context} ctx
 * @param {Parameters<typeof errorPage>[0]} problem
 */
async function renderError(ctx, problem) {
  ctx.type = 'html';
  ctx.body = errorPage(problem);
}
