/** Sets glewlwyd up by its administration API: an OpenID server, a scope, the clients and the user. */
import { generateKeyPairSync } from 'node:crypto';
import {
  DEBIAN_CLIENTS,
  DEBIAN_SCOPE,
  DEBIAN_USER,
  INTROSPECTION_SCOPE,
} from './debian-clients.mjs';

/** The account in the database as it is delivered. */
const ADMINISTRATOR = { username: 'admin', password: 'password' };

export const GLEWLWYD_ISSUER = 'https://glewlwyd.test/api/oidc';

/**
 * @param {number} port
 * @param {import('./debian-clients.mjs').ServerOptions} options
 */
export async function setUpGlewlwyd(port, { redirectUri }) {
  const asked = administrator(port);
  await asked.signIn();
  await asked.add('scope', { name: DEBIAN_SCOPE, display_name: 'Things', password_required: true });
  await asked.add('scope', { name: INTROSPECTION_SCOPE, password_required: false });
  await asked.add('mod/plugin', openIdServer());
  await asked.add('user', {
    username: DEBIAN_USER.name,
    password: DEBIAN_USER.password,
    name: 'Ada',
    scope: [DEBIAN_SCOPE, 'openid'],
    enabled: true,
  });
  const { robot, app, web, device, api } = DEBIAN_CLIENTS;
  const code = { authorization_type: ['code', 'refresh_token'], redirect_uri: [redirectUri] };
  for (const client of [
    clientOf(robot, { authorization_type: ['client_credentials'] }),
    clientOf(app, code),
    clientOf(web, code),
    clientOf(device, { authorization_type: ['device_authorization', 'refresh_token'] }),
    clientOf(api, { authorization_type: ['client_credentials'], scope: [INTROSPECTION_SCOPE] }),
  ]) {
    await asked.add('client', client);
  }
}

/**
 * @param {{ readonly id: string, readonly secret?: string }} client
 * @param {object} rest
 */
function clientOf({ id, secret }, rest) {
  const methods = ['client_secret_basic', 'client_secret_post'];
  return {
    client_id: id,
    name: id,
    enabled: true,
    scope: [DEBIAN_SCOPE],
    confidential: secret !== undefined,
    token_endpoint_auth_method: secret === undefined ? ['none'] : methods,
    ...(secret !== undefined && { client_secret: secret, password: secret }),
    ...rest,
  };
}

function openIdServer() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    module: 'oidc',
    name: 'oidc',
    display_name: 'OpenID',
    enabled: true,
    parameters: {
      iss: GLEWLWYD_ISSUER,
      'jwt-type': 'ecdsa',
      'jwt-key-size': '256',
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      cert: publicKey.export({ type: 'spki', format: 'pem' }),
      'access-token-duration': 600,
      'refresh-token-duration': 86_400,
      'code-duration': 60,
      'refresh-token-rolling': true,
      'refresh-token-one-use': 'always',
      'allow-non-oidc': true,
      'auth-type-code-enabled': true,
      'auth-type-token-enabled': false,
      'auth-type-id-token-enabled': true,
      'auth-type-none-enabled': false,
      'auth-type-password-enabled': false,
      'auth-type-client-enabled': true,
      'auth-type-device-enabled': true,
      'auth-type-refresh-enabled': true,
      'device-authorization-expiration': 600,
      'device-authorization-interval': 1,
      'pkce-allowed': true,
      'pkce-mandatory': true,
      'pkce-method-plain-allowed': false,
      'introspection-revocation-allowed': true,
      // A client may revoke its own tokens, and the API may ask about all.
      'introspection-revocation-allow-target-client': true,
      'introspection-revocation-auth-scope': [INTROSPECTION_SCOPE],
      'subject-type': 'public',
      'oauth-as-iss-id': true,
    },
  };
}

/** @param {number} port */
function administrator(port) {
  let cookie = '';

  /**
   * @param {string} path
   * @param {object} content
   */
  async function post(path, content) {
    const response = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(content),
    });
    if (!response.ok) {
      throw new Error(`glewlwyd, ${path}: ${response.status} ${await response.text()}`);
    }
    return response;
  }

  return {
    async signIn() {
      const { headers } = await post('auth/', ADMINISTRATOR);
      cookie = headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
    },
    /** @param {string} kind @param {object} content */
    async add(kind, content) {
      await post(`${kind}/`, content);
    },
  };
}
