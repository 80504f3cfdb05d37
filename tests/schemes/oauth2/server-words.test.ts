/** The server's own words beside a refusal: which of them, as one line, and never with a secret. */
import { describe, expect, it } from 'vitest';
import { toFailure } from '../../../src/domain/errors';
import { proves } from '../../support/proves';
import {
  authorizeDevice,
  CLIENT,
  DEVICE_CODE,
  exchange,
  obtain,
  poll,
  REFRESH_TOKEN,
  refresh,
  revoke,
  type Send,
} from './grants';

const refusing =
  (body: unknown, status = 400): Send =>
  async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });

async function wordsOf(asked: Promise<unknown>): Promise<string | undefined> {
  const failure = await asked.then(
    () => {
      throw new Error('It was not refused.');
    },
    (error) => toFailure(error),
  );
  return failure.serverSays;
}

describe('the words of a server', () => {
  it.each([
    [{ error: 'invalid_scope', error_description: 'No such scope: x' }, 'No such scope: x'],
    [{ status: 403, message: 'invalid client secret' }, 'invalid client secret'],
    [{ error: { message: 'Invalid code', code: 100 } }, 'Invalid code'],
    [{ errors: [{ errorType: 'x', message: 'Invalid grant' }] }, 'Invalid grant'],
    [{ errors: ['Invalid grant'] }, 'Invalid grant'],
    [{ errorCode: 'x', errorSummary: 'Invalid client' }, 'Invalid client'],
    [{ fault: { faultstring: 'Invalid key', detail: { errorcode: 'x' } } }, 'Invalid key'],
    [{ type: 'about:blank', title: 'Bad', detail: 'The code is old' }, 'The code is old'],
    [{ error: 'incorrect_client_credentials' }, 'incorrect_client_credentials'],
    [{ error: 'x', error_description: 7 }, 'x'],
    [{ status: 'BAD' }, undefined],
    ['<h1>No</h1>', undefined],
    ['', undefined],
  ])('in %j are %j', async (body, words) => {
    expect(await wordsOf(obtain(refusing(body)))).toBe(words);
  });

  it('come with a refusal of each kind', async () => {
    const body = { message: 'The reason' };

    for (const [asked, status] of [
      [obtain, 401],
      [obtain, 503],
      [exchange, 400],
      [refresh, 400],
      [refresh, 200],
      [poll, 400],
      [authorizeDevice, 403],
      [revoke, 400],
    ] as const) {
      const refused = status === 200 ? { ...body, error: 'x' } : body;
      expect(await wordsOf(asked(refusing(refused, status)))).toBe('The reason');
    }
  });

  it.each([
    ['a\nb\r\n\tc', 'a b c'],
    // U+202E and U+2066 turn the direction, U+200B and U+FEFF are invisible, U+0085 ends a line.
    ['\u202eevil\u2066 \u200bcode\ufeff\u0085x', 'evil code x'],
    ['\u0000\u001b[31m', '[31m'],
    ['\ud800', undefined],
    ['🔑'.repeat(300), '🔑'.repeat(300)],
    ['🔑'.repeat(301), `${'🔑'.repeat(299)}…`],
    ['a'.repeat(500_000), `${'a'.repeat(299)}…`],
  ])('are one line of at most 300 visible characters, case %#', async (message, words) => {
    expect(await wordsOf(obtain(refusing({ message })))).toBe(words);
  });

  const secret = CLIENT.clientSecret;
  proves('T16', 'words that repeat a secret of the request are left out', async (tried) => {
    const pair = btoa(`${CLIENT.clientId}:${secret}`);
    const long = 'x'.repeat(290);
    const cases = [
      [obtain, `Wrong secret ${secret}`],
      [obtain, `Wrong pair ${pair}`],
      // Cut, the words would have half of it.
      [obtain, `${long} ${secret}`],
      [(send: Send) => obtain(send, { clientAuth: 'post' }), `client_secret=${secret}`],
      [(send: Send) => obtain(send, { clientSecret: 'a b/c' }), 'Wrong: a+b%2Fc'],
      [(send: Send) => obtain(send, { clientSecret: 'a b/c' }), 'Wrong: a%20b%2Fc'],
      [(send: Send) => obtain(send, { parameters: 'api_key=0123456789' }), 'Wrong key 0123456789'],
      [exchange, 'Unknown code the-authorization-code'],
      [refresh, `Unknown token ${REFRESH_TOKEN}`],
      [poll, `Unknown code ${DEVICE_CODE}`],
      [revoke, `Unknown token ${REFRESH_TOKEN}`],
    ] as const;
    for (const [asked, message] of cases) {
      expect(await wordsOf(asked(refusing({ error: 'x', message }))), message).toBeUndefined();
      tried();
    }
  });

  it('may name what is no secret', async () => {
    const message = 'client may not have the scope of-this-api';
    const asked = obtain(refusing({ message }), { scope: 'of-this-api', parameters: 'a=client' });

    expect(await wordsOf(asked)).toBe(message);
  });
});
