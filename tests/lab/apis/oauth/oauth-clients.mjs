/**
 * The clients that the lab's authorization server knows, and where it sends a browser back to. The
 * extension's address in Chromium is registered, as a user registers it at a real server. Firefox's
 * are known by their shape.
 */
import { CHROME_ID } from '../../../../scripts/extension-id.mjs';

/**
 * @typedef {object} OauthClient
 * @property {string} id
 * @property {string} [secret] None: a public client.
 */

/** Keyed by purpose. The secrets need form encoding before Basic (RFC 6749 §2.3.1). */
export const OAUTH_CLIENTS = Object.freeze({
  /** Client credentials; `client_secret_basic`. */
  service: { id: 'lab service', secret: 'basic: 100%+more/lab' },
  /** Client credentials; `client_secret_post`. */
  servicePost: { id: 'lab-service-post', secret: 'post: 100%+more&lab' },
  /** Authorization code with PKCE and refresh tokens; public. */
  app: { id: 'lab-app' },
  /** The same, confidential; `client_secret_basic`. */
  web: { id: 'lab-web', secret: 'web: 100%+more/lab' },
  /** Authorization code with PKCE, and no refresh token; public. */
  page: { id: 'lab-page' },
  /** Device flow and refresh tokens; public. */
  device: { id: 'lab-device' },
});

/** Registered for the clients that need one; the others are allowed by their shape. */
export const LAB_REDIRECT_URI = 'https://app.test/callback';

/** Chromium's `identity.getRedirectURL` returns this. */
const CHROMIUM_REDIRECT_URI = `https://${CHROME_ID}.chromiumapp.org/`;

/** The two forms that Firefox has: plain and loopback. */
const FIREFOX_REDIRECTS = [
  /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\//,
  /^http:\/\/127\.0\.0\.1\/mozoauth2\/[0-9a-f]{40}(?:\/|$)/,
];

/** @param {string} uri */
export function isRedirectAllowed(uri) {
  return (
    [LAB_REDIRECT_URI, CHROMIUM_REDIRECT_URI].includes(uri) ||
    FIREFOX_REDIRECTS.some((shape) => shape.test(uri))
  );
}

const CODE_GRANTS = {
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: [LAB_REDIRECT_URI],
};
const PAGE_GRANTS = { ...CODE_GRANTS, grant_types: ['authorization_code'] };
const SERVICE_GRANTS = {
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
};
const DEVICE_GRANTS = {
  grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
  redirect_uris: [],
  response_types: [],
};

/** The clients as client metadata (RFC 7591 §2). */
export const CLIENT_METADATA = [
  metadata(OAUTH_CLIENTS.service, 'client_secret_basic', SERVICE_GRANTS),
  metadata(OAUTH_CLIENTS.servicePost, 'client_secret_post', SERVICE_GRANTS),
  metadata(OAUTH_CLIENTS.app, 'none', CODE_GRANTS),
  metadata(OAUTH_CLIENTS.web, 'client_secret_basic', CODE_GRANTS),
  metadata(OAUTH_CLIENTS.page, 'none', PAGE_GRANTS),
  metadata(OAUTH_CLIENTS.device, 'none', DEVICE_GRANTS),
];

/**
 * @param {OauthClient} client
 * @param {string} method How it authenticates at the token endpoint.
 * @param {object} grants
 */
function metadata({ id, secret }, method, grants) {
  return {
    client_id: id,
    ...(secret !== undefined && { client_secret: secret }),
    token_endpoint_auth_method: method,
    ...grants,
  };
}
