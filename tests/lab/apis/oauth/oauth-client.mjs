/** `oauth4webapi` as the client of a test: no careful client takes an answer that it refuses. */
import * as oauth from 'oauth4webapi';
import { labFetch } from './lab-fetch.mjs';
import { LAB_REDIRECT_URI } from './oauth-clients.mjs';

/**
 * @param {import('../../lab.mjs').Lab} lab
 * @param {string} issuer
 * @param {import('./oauth-clients.mjs').OauthClient} registered
 * @param {oauth.ClientAuth} clientAuth
 */
export async function createOauthClient(lab, issuer, registered, clientAuth = oauth.None()) {
  const options = {
    [oauth.customFetch]: labFetch(lab),
    [oauth.allowInsecureRequests]: true,
  };
  const client = { client_id: registered.id };
  const server = await discover(lab, issuer, 'oauth2');

  return {
    server,

    /** @param {Record<string, string>} parameters */
    async byClientCredentials(parameters) {
      const response = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        clientAuth,
        parameters,
        options,
      );
      return oauth.processClientCredentialsResponse(server, client, response);
    },

    /** @param {Record<string, string>} [parameters] */
    async startSignIn(parameters = {}) {
      const verifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const address = new URL(server.authorization_endpoint ?? '');
      address.search = new URLSearchParams({
        client_id: registered.id,
        response_type: 'code',
        redirect_uri: LAB_REDIRECT_URI,
        scope: 'entities:read',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        ...parameters,
      }).toString();
      return { address: address.href, state, verifier };
    },

    /**
     * @param {URL} url The redirect address with the answer.
     * @param {{ readonly state: string, readonly verifier: string }} started
     */
    async finishSignIn(url, { state, verifier }) {
      const parameters = oauth.validateAuthResponse(server, client, url, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        clientAuth,
        parameters,
        url.origin + url.pathname,
        verifier,
        options,
      );
      return oauth.processAuthorizationCodeResponse(server, client, response);
    },

    /** @param {string | undefined} token */
    async refresh(token = '') {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        clientAuth,
        token,
        options,
      );
      return oauth.processRefreshTokenResponse(server, client, response);
    },

    /** @param {string | undefined} token */
    async revoke(token = '') {
      const response = await oauth.revocationRequest(server, client, clientAuth, token, options);
      return oauth.processRevocationResponse(response);
    },

    /**
     * RFC 7662.
     *
     * @param {string | undefined} token
     */
    async isActive(token = '') {
      const response = await oauth.introspectionRequest(server, client, clientAuth, token, options);
      const { active } = await oauth.processIntrospectionResponse(server, client, response);
      return active;
    },

    async startDevice() {
      const response = await oauth.deviceAuthorizationRequest(
        server,
        client,
        clientAuth,
        { scope: 'entities:read' },
        options,
      );
      return oauth.processDeviceAuthorizationResponse(server, client, response);
    },

    /** @param {string} deviceCode */
    async finishDevice(deviceCode) {
      const response = await oauth.deviceCodeGrantRequest(
        server,
        client,
        clientAuth,
        deviceCode,
        options,
      );
      return oauth.processDeviceCodeResponse(server, client, response);
    },
  };
}

/**
 * @param {import('../../lab.mjs').Lab} lab
 * @param {string} issuer
 * @param {'oauth2' | 'oidc'} algorithm RFC 8414 §3.1, or OpenID Connect Discovery 1.0 §4.
 */
export async function discover(lab, issuer, algorithm) {
  const identifier = new URL(issuer);
  const response = await oauth.discoveryRequest(identifier, {
    algorithm,
    [oauth.customFetch]: labFetch(lab),
  });
  return oauth.processDiscoveryResponse(identifier, response);
}

/**
 * @param {Promise<unknown>} asked
 * @returns {Promise<string>} The server's error code, the client's own if the server gave none, or
 *   "no error".
 */
export function errorOf(asked) {
  return asked.then(
    () => 'no error',
    (error) => error.error ?? error.code,
  );
}
