import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors';
import { proves } from '../../support/proves';
import { failureOf, LOGIN, obtain, REFRESH, tokenOf } from './logins';

const token = (more: object = {}) => Response.json({ access_token: 'at', ...more });

describe('a login', () => {
  it('sends its fields as JSON, whatever they contain', async () => {
    const { asked } = await obtain({}, () => token());

    expect(asked).toMatchObject([{ url: LOGIN.url, method: 'POST' }]);
    expect(asked[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      username: 'ada',
      password: 'pa=ss "word" &+{x}',
    });
  });

  it('sends them as a form', async () => {
    const { asked } = await obtain({ request: 'form' }, () => token());

    expect(asked[0]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      username: 'ada',
      password: 'pa=ss "word" &+{x}',
    });
  });

  it('takes a field named __proto__ for a field', async () => {
    const { asked } = await obtain({ fields: '__proto__=x' }, () => token());

    expect(asked[0]?.body).toContain('"__proto__":"x"');
  });

  it.each([
    ['get', 'GET'],
    ['empty', 'POST'],
  ])('by %s has no body, and puts nothing into the address', async (request, method) => {
    const { asked } = await obtain(
      { request, username: 'ada', password: 'ü:x', requestHeaders: 'X-Tenant: a' },
      () => token(),
    );

    expect(asked).toMatchObject([{ url: LOGIN.url, method, body: '' }]);
    expect(asked[0]?.headers).toMatchObject({
      // RFC 7617 §2.1: UTF-8.
      authorization: `Basic ${Buffer.from('ada:ü:x').toString('base64')}`,
      'x-tenant': 'a',
    });
  });

  it('sends its secret headers', async () => {
    const { asked } = await obtain({ request: 'get', secretHeaders: 'X-Key = k1' }, () => token());

    expect(asked[0]?.headers['x-key']).toBe('k1');
  });

  it('asks the browser for no cookie, cache, referrer or redirect', async () => {
    const { asked } = await obtain({}, () => token());

    expect(asked[0]?.init).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
    });
  });

  it.each([
    ['/access_token', { access_token: 'at' }],
    ['/data/0/to~1ken~0', { data: [{ 'to/ken~': 'at' }] }],
    ['//', { '': { '': 'at' } }],
  ])('takes the token at %s', async (tokenAt, body) => {
    expect((await tokenOf({ tokenAt }, () => Response.json(body))).value).toBe('at');
  });

  it('takes the token from a header of the answer', async () => {
    const answer = () => new Response('<p>hello</p>', { headers: { 'X-Auth-Token': 'at' } });

    expect((await tokenOf({ tokenAt: 'header: X-Auth-Token' }, answer)).value).toBe('at');
  });

  it('takes JSON of another content type', async () => {
    const text = () =>
      new Response('{"access_token":"at"}', { headers: { 'Content-Type': 'text/html' } });

    expect((await tokenOf({}, text)).value).toBe('at');
  });

  proves('T7', 'only the members pointed at leave the answer', async (tried) => {
    const more = { refresh_token: 'rt', user: { email: 'ada@example.com' }, id_token: 'it' };

    expect(Object.keys((await obtain({}, () => token(more))).obtained)).toEqual(['token']);
    const { obtained } = await obtain(REFRESH, () => token(more));
    expect(obtained).toMatchObject({ refreshToken: 'rt', token: { value: 'at' } });
    expect(JSON.stringify(obtained)).not.toMatch(/ada@|"it"/);
    tried();
  });
});

const wrong = (status: number, body: unknown) => () => Response.json(body, { status });
const html = (status: number) => () =>
  new Response('<h1>No</h1>', { status, headers: { 'Content-Type': 'text/html' } });

describe('a login that gets no token', () => {
  it.each([
    ['login-refused', wrong(401, { detail: 'No active account found' })],
    ['login-refused', wrong(400, { non_field_errors: ['Unable to log in.'] })],
    ['login-refused', wrong(422, {})],
    ['login-refused', () => new Response('', { status: 401 })],
    ['login-refused', html(403)],
    ['login-not-there', html(404)],
    ['login-not-there', wrong(405, {})],
    ['login-not-there', wrong(415, {})],
    ['token-unavailable', html(502)],
    ['token-unavailable', wrong(429, {})],
    ['token-unavailable', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['login-without-token', html(200)],
    ['login-without-token', () => new Response('')],
    ['login-without-token', () => Response.json({ token: 'at' })],
    ['login-without-token', () => Response.json({ access_token: 7 })],
    ['login-without-token', () => Response.json({ access_token: 'a\nb' })],
    ['login-without-token', () => Response.json({ access_token: null, message: 'Wrong' })],
    ['token-unreadable', () => Response.json({ access_token: 'a'.repeat(17_000) })],
  ])('ends in %s, case %#', async (code, answer) => {
    const error = await failureOf({}, answer);

    expect(error).toBeInstanceOf(AppError);
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.serverSays} ${error.cause}`).not.toContain('pa=ss');
  });

  it('has the server’s words, unless they repeat a secret', async () => {
    const said = await failureOf({}, wrong(401, { detail: 'No active account' }));
    expect(said.serverSays).toBe('No active account');

    for (const repeated of ['pa=ss "word" &+{x}', 'pa=ss \\"word\\" &+{x}']) {
      const error = await failureOf({}, wrong(401, { message: `No user ${repeated}.` }));
      expect(error.serverSays).toBeUndefined();
    }
  });

  it('knows when the server takes another', async () => {
    const busy = () => new Response('', { status: 429, headers: { 'Retry-After': '7' } });

    expect((await failureOf({}, busy)).retryAfter).toBe(7000);
  });
});

const redirect = (location?: string) => () =>
  new Response('', { status: 307, headers: location === undefined ? {} : { Location: location } });

describe('a redirect of the login', () => {
  proves(['T16', 'T17'], 'is not followed, and another origin is not named', async (tried) => {
    for (const [location, serverSays] of [
      ['/login/', 'Location: https://api.example.com/login/'],
      ['https://api.example.com/v2/login', 'Location: https://api.example.com/v2/login'],
      ['https://evil.test/login', undefined],
      ['http://api.example.com/login', undefined],
      [`/login?x=${encodeURIComponent('pa=ss "word" &+{x}')}`, undefined],
      // Where servers put a secret of the answer.
      ['/login/?token=abc', undefined],
      ['/login/#access_token=abc', undefined],
      ['/login/;jsessionid=abc', undefined],
      [
        '/sessions/6f1d9c0e7b2a5d83c4aa',
        'Location: https://api.example.com/sessions/6f1d9c0e7b2a5d83c4aa',
      ],
      ['/sessions/6f1d9c0e7b2a5d83c4aa1', undefined],
      // The browser hides the target.
      [undefined, 'Location: https://api.example.com/login/'],
    ] as const) {
      const { asked, obtained } = await obtain({}, redirect(location));

      expect(asked).toHaveLength(1);
      expect(obtained).toMatchObject({ code: 'login-redirected', serverSays });
      tried();
    }
  });
});

describe('a refresh', () => {
  const renewed = () => Response.json({ access_token: 'next' });

  it('sends the refresh token and its other fields, and no secret of the login', async () => {
    const { asked, obtained } = await obtain(
      {
        ...REFRESH,
        refreshFields: 'mode=json',
        secretHeaders: 'X-Key: k',
        username: 'u',
        password: 'p',
      },
      renewed,
      'rt',
    );

    expect(asked).toMatchObject([{ url: REFRESH.refreshUrl, method: 'POST' }]);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ mode: 'json', refresh_token: 'rt' });
    expect(asked[0]?.headers).toMatchObject({ 'x-key': 'k' });
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
    expect(obtained).toMatchObject({ token: { value: 'next' } });
    expect(obtained).not.toHaveProperty('endsRefreshToken');
  });

  it.each([
    ['401', () => new Response('', { status: 401 })],
    ['404', html(404)],
    ['a redirect', redirect('https://evil.test/')],
    ['no token', html(200)],
  ])('that is refused by %s is followed by one login', async (_, refused) => {
    const answer = (url: string) => (url === LOGIN.url ? token() : refused());

    const { asked, obtained } = await obtain(REFRESH, answer, 'rt');

    expect(asked.map(({ url }) => url)).toEqual([REFRESH.refreshUrl, LOGIN.url]);
    expect(obtained).toMatchObject({ endsRefreshToken: true, token: { value: 'at' } });
  });

  it('that is refused, with a login that is refused too, asks no third time', async () => {
    const { asked, obtained } = await obtain(
      REFRESH,
      () => new Response('', { status: 401 }),
      'rt',
    );

    expect(asked).toHaveLength(2);
    expect(obtained).toMatchObject({ code: 'login-refused' });
  });

  it('at a server that is down is no reason for a login', async () => {
    const { asked, obtained } = await obtain(REFRESH, html(503), 'rt');

    expect(asked).toHaveLength(1);
    expect(obtained).toMatchObject({ code: 'token-unavailable' });
  });
});
