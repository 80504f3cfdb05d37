/**
 * The clients and the user that glewlwyd and django-oauth-toolkit know. Ids and secrets have each of the
 * characters `-_.~`, which need no encoding and which some servers do not decode before they compare
 * (RFC 6749 §2.3.1 and appendix B).
 */

/** Keyed by purpose. */
export const DEBIAN_CLIENTS = Object.freeze({
  /** Client credentials. */
  robot: { id: 'robot-1.0_a~b', secret: 'secret-of.the_robot~5b1e' },
  /** Authorization code and refresh tokens; public. */
  app: { id: 'app-1.0_a~b' },
  /** The same, confidential. */
  web: { id: 'web-1.0_a~b', secret: 'secret-of.the_web~77c0' },
  /** Device code and refresh tokens; public. */
  device: { id: 'device-1.0_a~b' },
  /** Asks whether a token is good, for the API. */
  api: { id: 'api', secret: 'secretofthetokenjudge' },
});

export const DEBIAN_USER = Object.freeze({ name: 'ada', password: 'password of ada 41d7' });

/** The one scope that they give to others. */
export const DEBIAN_SCOPE = 'things';

/** With it the API may ask about any token. */
export const INTROSPECTION_SCOPE = 'introspection';

/**
 * @typedef {object} ServerOptions
 * @property {string} redirectUri The extension's.
 */
