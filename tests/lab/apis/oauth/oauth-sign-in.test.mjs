/** Signing in at the lab's authorization server, page by page, and staying signed in. */
import * as oauth from 'oauth4webapi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHROME_ID } from '../../../../scripts/extension-id.mjs';
import { startLab } from '../../lab.mjs';
import { askLab } from '../../server/ask-lab.mjs';
import { createOauthClient, errorOf } from './oauth-client.mjs';
import { LAB_REDIRECT_URI, OAUTH_CLIENTS } from './oauth-clients.mjs';
import { createPerson, signInAndAllow } from './person.mjs';

const AUTH = 'https://auth.ixo.test';
const OWN = 'https://own.ixo.test';
const { app, web } = OAUTH_CLIENTS;

/** @type {import('../../lab.mjs').Lab} */
let lab;

beforeEach(async () => {
  lab = await startLab();
});

afterEach(() => lab.stop());

/**
 * @param {string} token
 * @param {string} [origin]
 */
function askApi(token, origin = 'https://api.ixo.test') {
  const headers = { authorization: `Bearer ${token}` };
  return askLab(lab, `${origin}/v1/entities`, { headers });
}

/** @param {string} [issuer] */
async function signIn(issuer = AUTH) {
  const client = await createOauthClient(lab, issuer, app);
  const started = await client.startSignIn();
  const { url } = await signInAndAllow(createPerson(lab), started.address);
  return { client, url, started, tokens: await client.finishSignIn(url, started) };
}

describe('authorization code', () => {
  it.each([AUTH, OWN])('comes from %s after sign-in and consent', async (issuer) => {
    const { url, tokens } = await signIn(issuer);

    expect(url.searchParams.get('iss')).toBe(issuer);
    const api = issuer === OWN ? OWN : 'https://api.ixo.test';
    expect((await askApi(tokens.access_token, api)).status).toBe(200);
    expect(tokens.refresh_token).toBeDefined();
  });

  it('is not for the API of another server', async () => {
    const { tokens } = await signIn(OWN);

    expect((await askApi(tokens.access_token)).status).toBe(401);
  });

  it('comes to a confidential client too', async () => {
    const auth = oauth.ClientSecretBasic(web.secret);
    const client = await createOauthClient(lab, AUTH, web, auth);
    const started = await client.startSignIn({ resource: 'https://api.ixo.test' });

    const { url } = await signInAndAllow(createPerson(lab), started.address);
    const tokens = await client.finishSignIn(url, started);

    expect((await askApi(tokens.access_token)).status).toBe(200);
  });

  it('needs no second consent of who is signed in', async () => {
    const person = createPerson(lab);
    const client = await createOauthClient(lab, AUTH, app);
    await signInAndAllow(person, (await client.startSignIn()).address);

    const again = await person.visit((await client.startSignIn()).address);

    expect(again.url.href).toContain(`${LAB_REDIRECT_URI}?code=`);
  });

  it.each(['login', 'consent'])('does not come from who cancels at %s', async (step) => {
    const person = createPerson(lab);
    const client = await createOauthClient(lab, AUTH, app);
    const started = await client.startSignIn();
    const login = await person.visit(started.address);
    const page =
      step === 'login' ? login : await person.send(login, { login: 'ada', choice: 'continue' });

    const { url } = await person.send(page, { choice: 'cancel' });

    expect(await errorOf(client.finishSignIn(url, started))).toBe('access_denied');
  });

  it('is good once, and a replay revokes what it gave', async () => {
    const { client, url, started, tokens } = await signIn();

    expect(await errorOf(client.finishSignIn(url, started))).toBe('invalid_grant');
    expect(await errorOf(client.refresh(tokens.refresh_token))).toBe('invalid_grant');
  });

  it('is not asked for without PKCE', async () => {
    const client = await createOauthClient(lab, AUTH, app);
    const { address } = await client.startSignIn();
    const without = new URL(address);
    without.searchParams.delete('code_challenge');

    const { url } = await createPerson(lab).visit(without.href);

    expect(url.searchParams.get('error')).toBe('invalid_request');
  });

  it('loads nothing from elsewhere on its pages', async () => {
    const person = createPerson(lab);
    const client = await createOauthClient(lab, AUTH, app);
    const login = await person.visit((await client.startSignIn()).address);
    const consent = await person.send(login, { login: 'ada', choice: 'continue' });
    const { address } = await client.startSignIn({ redirect_uri: 'https://evil.test/' });
    const problem = await person.visit(address);

    expect(login.html).toContain('<h1>Sign in</h1>');
    expect(consent.html).toContain('entities:read');
    expect(problem.html).toContain('redirect_uri');
    for (const { html } of [login, consent, problem]) expect(html).not.toMatch(/@import|<script/);
  });

  it.each([
    `https://${CHROME_ID}.chromiumapp.org/`,
    'https://0123456789abcdef0123456789abcdef01234567.extensions.allizom.org/',
    'http://127.0.0.1/mozoauth2/0123456789abcdef0123456789abcdef01234567',
  ])('goes to the extension at %s', async (address) => {
    const client = await createOauthClient(lab, AUTH, app);
    const started = await client.startSignIn({ redirect_uri: address });

    const { url } = await signInAndAllow(createPerson(lab), started.address);

    expect(url.href.startsWith(address)).toBe(true);
    expect((await client.finishSignIn(url, started)).access_token).toBeDefined();
  });

  it('does not go to another extension of Chromium, whose id is not registered', async () => {
    const client = await createOauthClient(lab, AUTH, app);
    const { address } = await client.startSignIn({
      redirect_uri: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    });

    const { html } = await createPerson(lab).visit(address);

    expect(html).toContain('redirect_uri');
  });
});

describe('refresh token', () => {
  it('is another each time, and an old one that comes back ends them all', async () => {
    const { client, tokens } = await signIn();

    const second = await client.refresh(tokens.refresh_token);
    expect(second.refresh_token).not.toBe(tokens.refresh_token);
    expect((await askApi(second.access_token)).status).toBe(200);

    expect(await errorOf(client.refresh(tokens.refresh_token))).toBe('invalid_grant');
    expect(await errorOf(client.refresh(second.refresh_token))).toBe('invalid_grant');
  });

  it('is no good when it was revoked', async () => {
    const { client, tokens } = await signIn();

    await client.revoke(tokens.refresh_token);

    expect(await errorOf(client.refresh(tokens.refresh_token))).toBe('invalid_grant');
  });

  it('is no good when the server forgot everything', async () => {
    const { client, tokens } = await signIn();

    lab.oauth.revokeAll();

    expect(await errorOf(client.refresh(tokens.refresh_token))).toBe('invalid_grant');
    expect((await askApi(tokens.access_token)).status).toBe(200);
  });
});
