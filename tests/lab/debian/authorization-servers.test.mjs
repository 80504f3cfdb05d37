/** glewlwyd and django-oauth-toolkit on the wire: what they do that a client has to cope with. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLab } from '../lab.mjs';
import { askLab } from '../server/ask-lab.mjs';
import { DEBIAN_CLIENTS, DEBIAN_SCOPE } from './debian-clients.mjs';
import { describeServer } from './describe-server.mjs';
import { DJANGO_ISSUER } from './django.mjs';
import { GLEWLWYD_ISSUER } from './glewlwyd-setup.mjs';

const { robot, app, device } = DEBIAN_CLIENTS;
const OPTIONS = { redirectUri: 'https://app.test/callback' };
const GRANT = { grant_type: 'client_credentials', scope: DEBIAN_SCOPE };

/** @type {import('../lab.mjs').Lab} */
let lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab?.stop());

/**
 * @param {string} address
 * @param {Record<string, string>} parameters
 * @param {Record<string, string>} [headers]
 */
function post(address, parameters, headers = {}) {
  return askLab(lab, address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(parameters).toString(),
  });
}

/** @param {(half: string) => string} [encode] */
function basic(encode = (half) => half) {
  const pair = `${encode(robot.id)}:${encode(robot.secret)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Every character encoded that is no letter and no digit, as the strictest encoders do. @param {string} half */
function encodeAll(half) {
  return half.replace(/[^A-Za-z0-9]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
}

/** @param {string} server @param {string} token */
async function askApi(server, token) {
  const headers = { authorization: `Bearer ${token}` };
  return (await askLab(lab, `https://api.${server}.test/v1/things`, { headers })).status;
}

for (const [server, token, revoke] of /** @type {const} */ ([
  ['glewlwyd', `${GLEWLWYD_ISSUER}/token`, `${GLEWLWYD_ISSUER}/revoke`],
  ['django', `${DJANGO_ISSUER}/token/`, `${DJANGO_ISSUER}/revoke_token/`],
])) {
  describeServer(server, `each server: ${server}`, () => {
    beforeAll(() => lab.debian.startAuthorization(server, OPTIONS));

    it('takes a client by Basic as it is, and in the body', async () => {
      const { id: client_id, secret: client_secret } = robot;

      expect((await post(token, GRANT, basic())).status).toBe(200);
      expect((await post(token, { ...GRANT, client_id, client_secret })).status).toBe(200);
    });

    it('gives tokens that the API takes until they are revoked', async () => {
      const given = JSON.parse((await post(token, GRANT, basic())).text).access_token;

      expect(await askApi(server, given)).toBe(200);
      expect(await askApi(server, 'another')).toBe(401);
      expect((await post(revoke, { token: given }, basic())).status).toBe(200);
      expect(await askApi(server, given)).toBe(401);
    });
  });
}

describeServer('glewlwyd', 'glewlwyd', () => {
  beforeAll(() => lab.debian.startAuthorization('glewlwyd', OPTIONS));

  it('does not decode a client by Basic, and refuses it without a word', async () => {
    const { status, text } = await post(`${GLEWLWYD_ISSUER}/token`, GRANT, basic(encodeAll));

    expect([status, text]).toEqual([403, '']);
  });

  it('refuses a refresh token without a word', async () => {
    const { status, text } = await post(`${GLEWLWYD_ISSUER}/token`, {
      grant_type: 'refresh_token',
      refresh_token: 'never given',
      client_id: app.id,
    });

    expect([status, text]).toEqual([400, '']);
  });

  it('gives device codes', async () => {
    const { status, text } = await post(`${GLEWLWYD_ISSUER}/device_authorization`, {
      client_id: device.id,
      scope: DEBIAN_SCOPE,
    });

    expect(status).toBe(200);
    expect(JSON.parse(text).verification_uri).toBe(`${GLEWLWYD_ISSUER}/device`);
  });
});

describeServer('django', 'django-oauth-toolkit', () => {
  beforeAll(() => lab.debian.startAuthorization('django', OPTIONS));

  it('decodes a client by Basic', async () => {
    expect((await post(`${DJANGO_ISSUER}/token/`, GRANT, basic(encodeAll))).status).toBe(200);
  });

  it('redirects to the address with a slash, with an empty answer', async () => {
    const place = '/.well-known/openid-configuration';

    const { status, headers, text } = await askLab(lab, DJANGO_ISSUER + place);

    expect([status, headers.location, text]).toEqual([301, `/o${place}/`, '']);
    const found = await askLab(lab, `${DJANGO_ISSUER}${place}/`);
    expect(JSON.parse(found.text).issuer).toBe(DJANGO_ISSUER);
  });

  it('has no device codes and tells no address for revocation', async () => {
    const { text } = await askLab(lab, `${DJANGO_ISSUER}/.well-known/openid-configuration/`);

    expect(Object.keys(JSON.parse(text)).join()).not.toMatch(/device|revocation/);
  });
});
