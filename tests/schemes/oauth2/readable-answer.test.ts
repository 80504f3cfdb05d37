import { describe, expect, it } from 'vitest';
import { readableAnswer } from '../../../src/schemes/oauth2/readable-answer';

const TOKEN = { access_token: 'at', token_type: 'Bearer' };

describe('an answer of a server', () => {
  it.each([
    ['encrypted', 'a.b.c.d.e'],
    ['no JWT at all', 7],
  ])('has no ID token for who reads it, not even one that is %s', async (_, id_token) => {
    const answer = await readableAnswer(Response.json({ ...TOKEN, id_token }));

    expect(await answer.json()).toEqual(TOKEN);
    expect(answer.status).toBe(200);
  });

  // GitHub, "Authorizing OAuth apps": error=authorization_pending comes with status 200.
  it('is a refusal where it says an error and gives no token', async () => {
    const answer = await readableAnswer(Response.json({ error: 'authorization_pending' }));

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'authorization_pending' });
  });

  it('is no refusal for an error beside a token', async () => {
    const answer = await readableAnswer(Response.json({ ...TOKEN, error: '' }));

    expect(answer.status).toBe(200);
  });

  it.each([null, ''])('has nothing that it names and gives as %j', async (none) => {
    const answer = await readableAnswer(
      Response.json({ ...TOKEN, expires_in: 0, refresh_token: none, scope: none }),
    );

    expect(await answer.json()).toEqual({ ...TOKEN, expires_in: 0 });
  });

  it.each([
    ['HTML', () => new Response('<h1>Sign in</h1>', { status: 200 })],
    ['null', () => Response.json(null)],
    ['empty', () => new Response(null, { status: 204 })],
    [
      'a redirect',
      () => new Response('', { status: 307, headers: { Location: 'https://a.test' } }),
    ],
  ])('that is %s stays as it is', async (_, made) => {
    const answer = made();

    expect(await readableAnswer(answer)).toBe(answer);
    expect(answer.bodyUsed).toBe(false);
  });

  it('keeps its status and headers', async () => {
    const headers = { 'WWW-Authenticate': 'Basic realm="x"' };
    const answer = await readableAnswer(
      Response.json({ error: 'invalid_client' }, { status: 401, headers }),
    );

    expect([answer.status, answer.headers.get('WWW-Authenticate')]).toEqual([
      401,
      'Basic realm="x"',
    ]);
  });
});
