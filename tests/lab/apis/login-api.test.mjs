/** The login stand-in gives tokens as its documents say, and takes a refresh token once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../lab.mjs';
import { askLab } from '../server/ask-lab.mjs';
import { LOGIN_ACCOUNT } from './login-api.mjs';

const API = 'https://api.login.test';

/** @type {import('../lab.mjs').Lab} */
let lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab.stop());

/**
 * @param {string} path
 * @param {string} body
 * @param {string} [type]
 */
async function post(path, body, type = 'application/json') {
  const headers = { 'content-type': type };
  const {
    status,
    text,
    headers: answered,
  } = await askLab(lab, API + path, {
    method: 'POST',
    headers,
    body,
  });
  return { status, text, location: answered.location };
}

/** @param {string} authorization */
const notes = (authorization) => askLab(lab, `${API}/v1/notes`, { headers: { authorization } });

const account = JSON.stringify(LOGIN_ACCOUNT);

describe('the login stand-in', () => {
  it('gives a token for the account, and takes each refresh token once', async () => {
    const { data } = JSON.parse((await post('/auth/login/', account)).text);
    expect((await notes(`Bearer ${data.token}`)).status).toBe(200);

    const refresh = JSON.stringify({ refresh: data.refresh });
    expect((await post('/auth/refresh/', refresh)).status).toBe(200);
    expect((await post('/auth/refresh/', refresh)).status).toBe(401);
  });

  it('takes a form, and has tokens without an end', async () => {
    const form = new URLSearchParams(LOGIN_ACCOUNT).toString();
    const type = 'application/x-www-form-urlencoded';
    expect((await post('/form/token', form, type)).status).toBe(200);
    expect((await post('/form/token', account)).status).toBe(400);

    const { token } = JSON.parse((await post('/api-token-auth/', account)).text);
    expect((await notes(`Token ${token}`)).status).toBe(200);
  });

  it('refuses a wrong password, with JSON or with HTML', async () => {
    const wrong = JSON.stringify({ ...LOGIN_ACCOUNT, password: 'wrong' });

    expect((await post('/auth/login/', wrong)).status).toBe(401);
    expect((await post('/api-token-auth/', wrong)).text).toContain('<h1>');
    expect((await notes('Bearer nothing')).headers['www-authenticate']).toContain('invalid_token');
  });

  it('redirects an address without its slash', async () => {
    expect(await post('/auth/login', account)).toMatchObject({
      status: 301,
      location: '/auth/login/',
    });
  });

  it('forgets its tokens at a restart, and can be down', async () => {
    const { data } = JSON.parse((await post('/auth/login/', account)).text);
    lab.logins.restart();
    expect((await notes(`Bearer ${data.token}`)).status).toBe(401);

    lab.logins.settings.isDown = true;
    expect((await post('/auth/login/', account)).status).toBe(502);
    lab.logins.settings.isDown = false;
  });
});
