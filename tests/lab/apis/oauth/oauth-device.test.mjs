/** The device flow (RFC 8628) of the lab's authorization server. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLab } from '../../lab.mjs';
import { askLab } from '../../server/ask-lab.mjs';
import { createOauthClient, errorOf } from './oauth-client.mjs';
import { OAUTH_CLIENTS } from './oauth-clients.mjs';
import { createPerson } from './person.mjs';

const AUTH = 'https://auth.ixo.test';
const { device } = OAUTH_CLIENTS;

/** @type {import('../../lab.mjs').Lab} */
let lab;

beforeEach(async () => {
  lab = await startLab();
});

afterEach(() => lab.stop());

describe('device flow', () => {
  it('waits for the code to be entered, and gives a token', async () => {
    const client = await createOauthClient(lab, AUTH, device);
    const { device_code, user_code, verification_uri } = await client.startDevice();
    expect(await errorOf(client.finishDevice(device_code))).toBe('authorization_pending');

    const person = createPerson(lab);
    const input = await person.visit(verification_uri);
    const confirm = await person.send(input, { user_code });
    const login = await person.send(confirm, {});
    const consent = await person.send(login, { login: 'ada', choice: 'continue' });
    const done = await person.send(consent, { choice: 'continue' });
    const tokens = await client.finishDevice(device_code);
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const answer = await askLab(lab, 'https://api.ixo.test/v1/entities', { headers });

    expect(done.html).toContain('Device connected');
    expect(answer.status).toBe(200);
    expect((await client.refresh(tokens.refresh_token)).access_token).toBeDefined();
  });

  it('ends where the person cancels', async () => {
    const client = await createOauthClient(lab, AUTH, device);
    const { device_code, user_code, verification_uri } = await client.startDevice();
    const person = createPerson(lab);
    const confirm = await person.send(await person.visit(verification_uri), { user_code });

    const page = await person.send(confirm, { abort: 'yes' });

    expect(page.html).toContain('Connect a device');
    expect(await errorOf(client.finishDevice(device_code))).toBe('access_denied');
  });
});
