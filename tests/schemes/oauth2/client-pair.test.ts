/** The pair of client ID and secret in a Basic header: form-encoded, and no more than that. */
import { describe, expect, it } from 'vitest';
import { authorizeDevice, exchange, obtain, poll, refresh, revoke, type Send } from './grants';

const REQUESTS = { obtain, exchange, refresh, authorizeDevice, poll, revoke };

async function pairOf(ask: (send: Send, fields: object) => Promise<unknown>, fields: object) {
  let pair = '';
  const send: Send = async (_, init) => {
    pair = atob(new Headers(init?.headers).get('Authorization')?.replace('Basic ', '') ?? '');
    return Response.json({ access_token: 'at' });
  };
  // The answer is not one to each of them: here only the request counts.
  await ask(send, fields).catch(() => undefined);
  return pair;
}

describe.each(Object.entries(REQUESTS))('the client of %s', (_, ask) => {
  it.each([
    // A UUID, GitHub, Google, glewlwyd.
    ['8c6a8bd5-7a0c-4b7d-8f56-000000000000', 'Xy8~Q.d_-k'],
    ['Iv1.8a61f9b3a7aba766', 'GOCSPX-a_b'],
    ['407408718192.apps.googleusercontent.com', '-._.-'],
    ['gloas-1_2', '!*~'],
  ])('%s with %s goes as it is: many servers decode nothing', async (clientId, clientSecret) => {
    expect(await pairOf(ask, { clientId, clientSecret })).toBe(`${clientId}:${clientSecret}`);
  });

  // RFC 6749 Appendix B: application/x-www-form-urlencoded in UTF-8.
  it.each([
    ['a:b', 'a%3Ab'],
    ['a b', 'a+b'],
    ['a+b', 'a%2Bb'],
    ['100%', '100%25'],
    ['a/b=&?#', 'a%2Fb%3D%26%3F%23'],
    ["(')", '%28%27%29'],
    ['£', '%C2%A3'],
    ['🔑', '%F0%9F%94%91'],
  ])('is encoded where it would break otherwise: %s', async (text, encoded) => {
    const pair = await pairOf(ask, { clientId: text, clientSecret: text });

    expect(pair).toBe(`${encoded}:${encoded}`);
    const [id = '', secret = ''] = pair.split(':');
    const decoded = new URLSearchParams(`id=${id}&secret=${secret}`);
    expect([...decoded.values()]).toEqual([text, text]);
  });
});
