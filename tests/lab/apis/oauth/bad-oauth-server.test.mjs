/** Each way to misbehave shows, as an independent client (oauth4webapi) finds it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLab } from '../../lab.mjs';
import { askLab } from '../../server/ask-lab.mjs';
import { BAD_MODES, badIssuer } from './bad-oauth-modes.mjs';
import { createOauthClient, discover, errorOf } from './oauth-client.mjs';
import { OAUTH_CLIENTS } from './oauth-clients.mjs';
import { createPerson } from './person.mjs';
import { tokenRequests } from './token-requests.mjs';

/** @typedef {import('./bad-oauth-modes.mjs').BadModeName | 'chosen'} Mode */

const { app } = OAUTH_CLIENTS;

/** @type {import('../../lab.mjs').Lab} */
let lab;

beforeEach(async () => {
  lab = await startLab();
});

afterEach(() => lab.stop());

/** @param {Mode} mode */
const clientOf = (mode) => createOauthClient(lab, badIssuer(mode), app);

/** @param {Mode} mode */
async function startSignIn(mode) {
  const client = await clientOf(mode);
  const started = await client.startSignIn();
  const { url } = await createPerson(lab).visit(started.address);
  return { client, url, started, finish: () => client.finishSignIn(url, started) };
}

/** @param {Mode} mode */
async function signIn(mode) {
  const { client, finish } = await startSignIn(mode);
  return { client, tokens: await finish() };
}

/** @param {Mode} mode */
function askToken(mode) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = 'grant_type=client_credentials';
  return askLab(lab, `${badIssuer(mode)}/token`, { method: 'POST', headers, body });
}

describe('the token endpoint', () => {
  it('of the good one gives every kind of token', async () => {
    const { client, tokens } = await signIn('good');

    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 600 });
    expect((await client.byClientCredentials({})).access_token).toBeDefined();
    expect((await client.refresh(tokens.refresh_token)).access_token).toBeDefined();
  });

  it('knows no code by another verifier', async () => {
    const { client, url, started } = await startSignIn('good');

    const finished = client.finishSignIn(url, { ...started, verifier: 'x'.repeat(43) });

    expect(await errorOf(finished)).toBe('invalid_grant');
  });

  it('answers when a test says so', async () => {
    let isAnswered = false;
    const asked = askToken('held').then(({ status }) => {
      isAnswered = true;
      return status;
    });
    await lab.badOauth.gate.waiting();
    // A request that is not held would have its answer before this one.
    await askToken('good');

    expect(isAnswered).toBe(false);
    lab.badOauth.gate.open();
    expect(await asked).toBe(200);
  });

  it('answers after a while', async () => {
    lab.badOauth.setDelay(150);
    const start = performance.now();

    expect((await askToken('delayed')).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(140);
  });

  it.each(
    /** @type {const} */ ([
      ['error-500', 500, undefined],
      ['error-503', 503, '7'],
      ['error-429', 429, '7'],
    ]),
  )('answers %s as %i', async (mode, status, retryAfter) => {
    const answer = await askToken(mode);

    expect(answer.status).toBe(status);
    expect(answer.headers['retry-after']).toBe(retryAfter);
  });

  it.each(
    /** @type {const} */ ([
      ['error-500', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
      ['html', 'OAUTH_RESPONSE_IS_NOT_JSON'],
      ['reset', 'ECONNRESET'],
      ['redirect', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
      ['no-access-token', 'OAUTH_INVALID_RESPONSE'],
      ['invalid-grant', 'invalid_grant'],
      ['invalid-client', 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'],
    ]),
  )('of %s is refused by a careful client: %s', async (mode, error) => {
    const { finish } = await startSignIn(mode);

    expect(await errorOf(finish())).toBe(error);
  });

  it('says that its JSON is text, and a client may read it or not', async () => {
    const { headers, text } = await askToken('wrong-type');

    expect(headers['content-type']).toBe('text/plain');
    expect(JSON.parse(text)).toHaveProperty('access_token');
  });

  it('cuts the connection, and the log says so', async () => {
    await expect(askToken('reset')).rejects.toThrow('socket hang up');

    expect(tokenRequests(lab.log)).toMatchObject([{ status: 0 }]);
  });

  it('sends on to another host', async () => {
    const { status, headers } = await askToken('redirect');

    expect([status, headers.location]).toEqual([307, 'https://evil.test/token']);
  });

  it.each(
    /** @type {const} */ ([
      ['no-expires-in', undefined],
      ['expires-soon', 5],
    ]),
  )('of %s says expires_in %s', async (mode, seconds) => {
    expect((await signIn(mode)).tokens.expires_in).toBe(seconds);
  });

  it('is bad from when a test says so', async () => {
    const { client, tokens } = await signIn('chosen');

    lab.badOauth.choose('invalid-grant');

    expect(await errorOf(client.refresh(tokens.refresh_token))).toBe('invalid_grant');
  });
});

describe('the authorization response', () => {
  it.each(/** @type {const} */ (['wrong-state', 'no-state', 'wrong-iss', 'no-iss']))(
    'of %s is refused by a careful client',
    async (mode) => {
      const { finish } = await startSignIn(mode);

      expect(await errorOf(finish())).toBe('OAUTH_INVALID_RESPONSE');
      expect(tokenRequests(lab.log)).toEqual([]);
    },
  );

  it.each(
    /** @type {const} */ ([
      ['wrong-state', 'state', 'another-state'],
      ['no-state', 'state', null],
      ['wrong-iss', 'iss', 'https://auth.ixo.test'],
      ['no-iss', 'iss', null],
    ]),
  )('of %s has this %s: %s', async (mode, name, value) => {
    const { url } = await startSignIn(mode);

    expect(url.searchParams.get(name)).toBe(value);
    expect(url.searchParams.get('code')).toMatch(/^bad-code-/);
  });
});

describe('the metadata', () => {
  it('are found at both addresses', async () => {
    const server = await discover(lab, badIssuer('good'), 'oidc');

    expect(await discover(lab, badIssuer('good'), 'oauth2')).toEqual(server);
  });

  it('of another issuer are refused by a careful client', async () => {
    expect(await errorOf(clientOf('other-issuer'))).toBe('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED');
  });

  it.each(
    /** @type {const} */ ([
      ['foreign-token-endpoint', 'https://evil.test/token'],
      ['http-token-endpoint', 'http://bad-auth.test/http-token-endpoint/token'],
    ]),
  )('of %s send the code to %s', async (mode, address) => {
    const { finish } = await startSignIn(mode);

    await errorOf(finish());

    expect(tokenRequests(lab.log).map((request) => request.address)).toEqual([address]);
  });

  it('are there for every mode, and for no other', async () => {
    for (const [mode, does] of Object.entries(BAD_MODES)) {
      const address = `https://bad-auth.test/${mode}/.well-known/openid-configuration`;
      expect((await askLab(lab, address)).status).toBe('movesMetadata' in does ? 301 : 200);
    }
    const unknown = await askLab(lab, 'https://bad-auth.test/toString/token', { method: 'POST' });
    expect(unknown.status).toBe(404);
  });
});

describe('a device', () => {
  it.each(
    /** @type {const} */ ([
      ['device-pending', 'authorization_pending'],
      ['device-slow-down', 'slow_down'],
      ['device-denied', 'access_denied'],
      ['device-expired', 'expired_token'],
    ]),
  )('of %s is told %s', async (mode, error) => {
    const client = await clientOf(mode);
    const { device_code, interval } = await client.startDevice();

    expect(interval).toBe(1);
    expect(await errorOf(client.finishDevice(device_code))).toBe(error);
  });

  it('that waits has its token when a test says so', async () => {
    lab.badOauth.choose('device-pending');
    const client = await clientOf('chosen');
    const { device_code } = await client.startDevice();
    expect(await errorOf(client.finishDevice(device_code))).toBe('authorization_pending');

    lab.badOauth.choose('good');
    const tokens = await client.finishDevice(device_code);

    expect((await client.refresh(tokens.refresh_token)).access_token).toBeDefined();
  });
});

describe('what is good once', () => {
  it('a code, unless it is replayed', async () => {
    const good = await startSignIn('good');
    const replayed = await startSignIn('replayed-code');
    await good.finish();
    await replayed.finish();

    expect(await errorOf(good.finish())).toBe('invalid_grant');
    expect((await replayed.finish()).access_token).toBeDefined();
  });

  it('a refresh token, and what came of it stays good', async () => {
    const { client, tokens } = await signIn('good');
    const second = await client.refresh(tokens.refresh_token);

    expect(await errorOf(client.refresh(tokens.refresh_token))).toBe('invalid_grant');
    expect((await client.refresh(second.refresh_token)).access_token).toBeDefined();
  });

  it('a refresh token, and all of its family goes with it', async () => {
    const { client, tokens } = await signIn('reuse-detection');
    const second = await client.refresh(tokens.refresh_token);

    expect(await errorOf(client.refresh(tokens.refresh_token))).toBe('invalid_grant');
    expect(await errorOf(client.refresh(second.refresh_token))).toBe('invalid_grant');
  });

  it('is not a refresh token without rotation', async () => {
    const { client, tokens } = await signIn('no-rotation');
    const second = await client.refresh(tokens.refresh_token);

    expect(second.refresh_token).toBeUndefined();
    expect((await client.refresh(tokens.refresh_token)).access_token).toBeDefined();
  });

  it('is no refresh token that was revoked since', async () => {
    const { client, tokens } = await signIn('refresh-revoked');

    expect(await errorOf(client.refresh(tokens.refresh_token))).toBe('invalid_grant');
  });
});
