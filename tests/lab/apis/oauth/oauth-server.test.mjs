/** The real authorization server of the lab, as an independent client (oauth4webapi) finds it. */
import * as oauth from 'oauth4webapi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLab } from '../../lab.mjs';
import { askLab } from '../../server/ask-lab.mjs';
import { createOauthClient, discover, errorOf } from './oauth-client.mjs';
import { OAUTH_CLIENTS } from './oauth-clients.mjs';
import { OTHER_RESOURCE } from './oauth-configuration.mjs';
import { tokenRequests } from './token-requests.mjs';

const AUTH = 'https://auth.ixo.test';
const OWN = 'https://own.ixo.test';
const { service, servicePost } = OAUTH_CLIENTS;

let now = Date.now();
/** @type {import('../../lab.mjs').Lab} */
let lab;

beforeEach(async () => {
  now = Date.now();
  lab = await startLab({ now: () => now });
});

afterEach(() => lab.stop());

/** @param {string} token */
function askApi(token) {
  const headers = { authorization: `Bearer ${token}` };
  return askLab(lab, 'https://api.ixo.test/v1/entities', { headers });
}

describe('discovery', () => {
  it.each([AUTH, OWN])('%s tells of itself at both addresses', async (issuer) => {
    const server = await discover(lab, issuer, 'oauth2');

    expect(server.issuer).toBe(issuer);
    expect(server.authorization_response_iss_parameter_supported).toBe(true);
    expect(await discover(lab, issuer, 'oidc')).toEqual(server);
  });

  // RFC 9728 §3.3 and §5.1.
  it.each([
    ['https://api.ixo.test', AUTH],
    [OWN, OWN],
  ])('%s names %s in its metadata, and these in its challenge', async (api, issuer) => {
    const challenge = (await askLab(lab, `${api}/v1/entities`)).headers['www-authenticate'];
    const [, address = ''] = /resource_metadata="([^"]+)"/.exec(challenge ?? '') ?? [];
    const metadata = JSON.parse((await askLab(lab, address)).text);

    expect(metadata).toMatchObject({ resource: api, authorization_servers: [issuer] });
  });

  it('needs no look into the source for a client to use by hand', async () => {
    const { text } = await askLab(lab, `${AUTH}/`);

    for (const { id } of Object.values(OAUTH_CLIENTS)) expect(text).toContain(id);
  });

  it('refuses plain http', async () => {
    const address = 'http://auth.ixo.test/.well-known/openid-configuration';

    expect((await askLab(lab, address)).status).toBe(403);
  });
});

describe('client credentials', () => {
  it.each([
    ['client_secret_basic', service, oauth.ClientSecretBasic(service.secret)],
    ['client_secret_post', servicePost, oauth.ClientSecretPost(servicePost.secret)],
  ])('by %s give a token that IXO takes', async (_method, registered, auth) => {
    const client = await createOauthClient(lab, AUTH, registered, auth);

    const tokens = await client.byClientCredentials({ scope: 'entities:read' });

    expect(tokens.expires_in).toBe(600);
    expect((await askApi(tokens.access_token)).status).toBe(200);
    expect((await askApi(`${tokens.access_token}x`)).status).toBe(401);
  });

  it('are asked for in a request that the log shows', async () => {
    const auth = oauth.ClientSecretBasic(service.secret);
    const client = await createOauthClient(lab, AUTH, service, auth);

    await client.byClientCredentials({ scope: 'entities:read' });

    const [request] = tokenRequests(lab.log);
    expect(tokenRequests(lab.log)).toHaveLength(1);
    expect(request).toMatchObject({ address: `${AUTH}/oauth/token`, status: 200 });
    expect(request?.authorization).toMatch(/^Basic /);
    expect(Object.fromEntries(request?.parameters ?? [])).toEqual({
      grant_type: 'client_credentials',
      scope: 'entities:read',
    });
  });

  it.each([
    // A 401 with a challenge: RFC 6749 §5.2. The client tells of the challenge.
    ['a wrong secret', 'wrong', {}, 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'],
    ['an unknown API', service.secret, { resource: 'https://evil.test' }, 'invalid_target'],
  ])('with %s are refused', async (_what, secret, parameters, code) => {
    const auth = oauth.ClientSecretBasic(secret);
    const client = await createOauthClient(lab, AUTH, service, auth);

    expect(await errorOf(client.byClientCredentials({ ...parameters }))).toBe(code);
  });

  it('for another API give a token that IXO refuses', async () => {
    const auth = oauth.ClientSecretBasic(service.secret);
    const client = await createOauthClient(lab, AUTH, service, auth);
    const scope = 'entities:read';

    const tokens = await client.byClientCredentials({ scope, resource: OTHER_RESOURCE });
    const answer = await askApi(tokens.access_token);

    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('not for this API');
  });

  it('leave out a scope that is unknown', async () => {
    const auth = oauth.ClientSecretBasic(service.secret);
    const client = await createOauthClient(lab, AUTH, service, auth);

    const tokens = await client.byClientCredentials({ scope: 'claims:read everything' });

    expect(tokens.scope).toBe('claims:read');
  });

  it('give what the scope says and no more', async () => {
    const auth = oauth.ClientSecretBasic(service.secret);
    const client = await createOauthClient(lab, AUTH, service, auth);

    const tokens = await client.byClientCredentials({ scope: 'claims:read' });

    expect((await askApi(tokens.access_token)).status).toBe(403);
  });

  it('give a token for as long as the lab says, by the clock of the lab', async () => {
    const auth = oauth.ClientSecretBasic(service.secret);
    const client = await createOauthClient(lab, AUTH, service, auth);
    lab.oauth.settings.lifetimeS = 5;

    const tokens = await client.byClientCredentials({ scope: 'entities:read' });
    const before = await askApi(tokens.access_token);
    now += 6_000;
    const after = await askApi(tokens.access_token);

    expect(tokens.expires_in).toBe(5);
    expect([before.status, after.status]).toEqual([200, 401]);
    expect(after.headers['www-authenticate']).toContain('expired');
  });
});

describe('a request that says its origin', () => {
  const headers = {
    origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: servicePost.id,
    client_secret: servicePost.secret,
    scope: 'entities:read',
  }).toString();
  const ask = () => askLab(lab, `${AUTH}/oauth/token`, { method: 'POST', headers, body });

  it('is answered, or refused where the lab says so', async () => {
    const answered = await ask();
    lab.oauth.settings.refusesOrigins = true;
    const refused = await ask();

    expect(answered.status).toBe(200);
    expect(answered.headers['access-control-allow-origin']).toBe(headers.origin);
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text).error_description).toContain('not allowed for client');
  });
});
