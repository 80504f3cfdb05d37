/**
 * An authorization server that misbehaves on purpose, in the mode that its path names. It shows no
 * page: it redirects every visitor back with a code. It accepts any client and any secret.
 */
import { jsonAnswer } from '../../server/lab-host.mjs';
import { BAD_AUTH_ORIGIN, BAD_MODES, DEVICE_GRANT } from './bad-oauth-modes.mjs';
import { createBadTokens } from './bad-oauth-tokens.mjs';
import { createGate } from './gate.mjs';

/** RFC 8414 §3.1, and OpenID Connect Discovery 1.0 §4. */
const METADATA_PATHS = [
  /^\/\.well-known\/oauth-authorization-server\/(?<mode>[\w-]+)$/,
  /^\/(?<mode>[\w-]+)\/\.well-known\/openid-configuration$/,
];

/** @typedef {import('./bad-oauth-modes.mjs').BadModeName} BadModeName */

/**
 * @typedef {object} BadOauthLab
 * @property {(mode: BadModeName) => void} choose The mode of `https://bad-auth.test/chosen` from now
 *   on: for a server that was good before. Default `good`.
 * @property {import('./gate.mjs').Gate} gate Holds the token requests of `held`.
 * @property {(ms: number) => void} setDelay Sets the delay of `delayed`. Default 2,000.
 */

/** @returns {{ readonly badOauth: BadOauthLab, readonly host: import('../../server/lab-host.mjs').LabHost }} */
export function createBadOauth() {
  const gate = createGate();
  const tokens = createBadTokens();
  /** @type {BadModeName} */
  let chosen = 'good';
  let delayMs = 2_000;

  /**
   * @param {string} name
   * @returns {import('./bad-oauth-modes.mjs').BadMode | undefined}
   */
  function findMode(name) {
    const real = name === 'chosen' ? chosen : name;
    return Object.entries(BAD_MODES).find(([each]) => each === real)?.[1];
  }

  /**
   * @param {string} name
   * @param {URL} url
   * @returns {import('../../server/lab-host.mjs').LabAnswer}
   */
  function authorize(name, url) {
    const asked = url.searchParams;
    const target = asked.get('redirect_uri');
    if (target === null) return jsonAnswer(400, { error: 'invalid_request' });
    const state = asked.get('state');
    const response = new URLSearchParams({
      code: tokens.issueCode(asked),
      iss: `${BAD_AUTH_ORIGIN}/${name}`,
      ...(state !== null && { state }),
    });
    findMode(name)?.authorization?.(response);
    const location = new URL(target);
    for (const [key, value] of response) location.searchParams.set(key, value);
    return { status: 302, headers: { location: location.href } };
  }

  /**
   * @param {import('./bad-oauth-modes.mjs').BadMode} mode
   * @param {string} body
   */
  function answerToken(mode, body) {
    const parameters = new URLSearchParams(body);
    const answer = () => tokens.answer(parameters, mode);
    const grantType = parameters.get('grant_type') ?? '';
    return mode.token?.({ answer, grantType, gate, delayMs }) ?? answer();
  }

  return {
    badOauth: {
      gate,
      choose(mode) {
        chosen = mode;
      },
      setDelay(ms) {
        delayMs = ms;
      },
    },
    host: {
      name: new URL(BAD_AUTH_ORIGIN).hostname,
      async answer({ method, url, body }) {
        const { name, endpoint } = readPath(url.pathname);
        const mode = findMode(name);
        if (mode === undefined) return jsonAnswer(404, { error: 'No such mode' });
        if (endpoint === 'metadata' && mode.movesMetadata) {
          return { status: 301, headers: { location: `/${name}/moved` } };
        }
        if (endpoint === 'metadata' || endpoint === 'moved') {
          const metadata = metadataOf(`${BAD_AUTH_ORIGIN}/${name}`);
          return jsonAnswer(200, mode.metadata?.(metadata) ?? metadata);
        }
        if (endpoint === 'authorize') return authorize(name, url);
        if (endpoint === 'device') return deviceAnswer(`${BAD_AUTH_ORIGIN}/${name}/device`);
        if (endpoint === 'token' && method === 'POST') return answerToken(mode, body);
        return jsonAnswer(404, { error: 'No such endpoint' });
      },
    },
  };
}

/** @param {string} path */
function readPath(path) {
  for (const shape of METADATA_PATHS) {
    const name = shape.exec(path)?.groups?.mode;
    if (name !== undefined) return { name, endpoint: 'metadata' };
  }
  const [, name = '', endpoint] = path.split('/');
  return { name, endpoint };
}

/** @param {string} issuer */
function metadataOf(issuer) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    device_authorization_endpoint: `${issuer}/device`,
    token_endpoint: `${issuer}/token`,
    response_types_supported: ['code'],
    grant_types_supported: [
      'authorization_code',
      'client_credentials',
      'refresh_token',
      DEVICE_GRANT,
    ],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

/**
 * There is nothing to enter: the mode decides the fate of the code. The poll interval is shorter than
 * a real server's, to keep tests short.
 *
 * @param {string} address
 */
function deviceAnswer(address) {
  return jsonAnswer(200, {
    device_code: 'bad-device-code',
    user_code: 'BAD-CODE',
    verification_uri: address,
    expires_in: 600,
    interval: 1,
  });
}
