/** Token and device answers that give what was asked for, kind by kind. */
import { describe, expect, it } from 'vitest';
import { GRANTED_ANSWERS } from './granted-answers';
import { authorizeDevice, exchange, obtain, poll, refresh, type Send } from './grants';
import { NOW } from './lab-context';

describe('a token', () => {
  it.each(GRANTED_ANSWERS)('of $from is taken', async (answer) => {
    const {
      body,
      status = 200,
      type = 'application/json;charset=UTF-8',
      lifeS,
      refreshToken,
    } = answer;
    const headers = { 'Content-Type': type };
    const send: Send = async () => new Response(JSON.stringify(body), { status, headers });
    const polled = await poll(send);
    if (!('obtained' in polled)) throw new Error('It has a token.');

    for (const obtained of [
      await obtain(send),
      await exchange(send),
      await refresh(send),
      polled.obtained,
    ]) {
      expect(obtained.token.value).toBe('the-access-token');
      expect(obtained.token.expiresAt).toBe(lifeS === undefined ? undefined : NOW + lifeS * 1000);
      expect(obtained.refreshToken).toBe(refreshToken);
    }
  });

  it('may follow a byte order mark', async () => {
    const send: Send = async () => new Response('\ufeff{"access_token":"at"}');

    expect((await obtain(send)).token.value).toBe('at');
  });
});

describe('the codes of a device', () => {
  const CODES = {
    device_code: 'd',
    user_code: 'WDJB-MJHT',
    verification_uri: 'https://example.com/device',
    expires_in: 1800,
  };
  const begin = (body: object) => authorizeDevice(async () => Response.json(body));

  it('are taken from Google, which calls the address by another name', async () => {
    const { verification_uri: verification_url, ...rest } = CODES;

    const { step } = await begin({ ...rest, verification_url, interval: 5 });

    expect(step).toMatchObject({ verificationUri: verification_url, userCode: 'WDJB-MJHT' });
  });

  it('are taken with numbers as text', async () => {
    const { step, secret } = await begin({ ...CODES, expires_in: '900', interval: '7' });

    expect(step).toMatchObject({ expiresAt: NOW + 900_000, askAt: NOW + 7_000 });
    expect(secret).toMatchObject({ intervalS: 7 });
  });

  // UAX #9: after U+202E the page would show the code backwards.
  it.each([
    ['\u202eWDJB-MJHT', 'WDJB-MJHT'],
    ['WDJB\u2066-\u200bMJHT\u2069', 'WDJB-MJHT'],
    ['WDJB\n\r\u2028MJHT', 'WDJB MJHT'],
    ['\u0007WDJB\u0000', 'WDJB'],
  ])('are shown as one line of visible characters, case %#', async (user_code, userCode) => {
    expect((await begin({ ...CODES, user_code })).step).toMatchObject({ userCode });
  });

  it.each(['\u202e', ' \n'])('are none if nothing visible is left, case %#', async (user_code) => {
    await expect(begin({ ...CODES, user_code })).rejects.toMatchObject({
      code: 'token-unreadable',
    });
  });
});
