/** A login that is tried once, and the shape of its answer: no character of a value leaves it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoginMember, TriedLogin } from '../../../src/domain/tried-login';
import { loginToken as scheme } from '../../../src/schemes/login-token/login-token';
import { jwtOf } from '../../support/jwt';
import { refusal } from '../../support/matchers';
import { proves, rounds } from '../../support/proves';
import { LOGIN, NOW } from './logins';

type Fields = Readonly<Record<string, string>>;

const TOKEN = 'opaque-4f1d9c0e7b2a5d83';
const WORDS = 'correct-horse-battery-staple';

async function tried(
  answer: Response | (() => Promise<Response>),
  more: Fields = {},
): Promise<{ readonly said: TriedLogin; readonly asked: readonly RequestInit[] }> {
  const asked: RequestInit[] = [];
  const trial = scheme.grant?.trial?.({ ...LOGIN, ...more });
  if (!trial) throw new Error('It can be tried.');
  const said = await trial.ask({
    now: () => NOW,
    fetch: async (_, init = {}) => {
      asked.push(init);
      return typeof answer === 'function' ? answer() : answer;
    },
  });
  return { said, asked };
}

async function membersOf(answer: unknown, more?: Fields, headers?: HeadersInit) {
  const { said } = await tried(Response.json(answer, headers && { headers }), more);
  if (said.kind !== 'answered') throw new Error(said.kind);
  return said.members;
}

const usesOf = (members: readonly LoginMember[]) =>
  members.flatMap(({ place, uses }) =>
    uses.map(({ as, lasts }) => [place, as, lasts].join(' ').trim()),
  );

describe('the members of an answer', () => {
  it('are told by place, kind and length, with the fields that name them', async () => {
    const jwt = jwtOf({ exp: NOW / 1000 + 600 });
    const members = await membersOf({
      data: { access: jwt, 'a/b~c': TOKEN, expires: 900_000 },
      expires_in: 3600,
      expires_at: String(NOW / 1000 + 7200),
      until: new Date(NOW + 30 * 60_000).toISOString(),
      user: { admin: true, photo: null, roles: ['reader', 'writer', 'owner'], empty: {} },
    });

    expect(members.map(({ place, kind, length }) => [place, kind, length])).toEqual([
      ['/data/access', 'jwt', jwt.length],
      ['/data/a~1b~0c', 'text', TOKEN.length],
      ['/data/expires', 'number', 6],
      ['/expires_in', 'number', 4],
      ['/expires_at', 'text', 10],
      ['/until', 'date', 24],
      ['/user/admin', 'boolean', 0],
      ['/user/photo', 'null', 0],
      ['/user/roles', 'list', 3],
      ['/user/roles/0', 'text', 6],
      ['/user/roles/1', 'text', 6],
      ['/user/empty', 'object', 0],
    ]);
    expect(usesOf(members)).toEqual([
      '/data/access token',
      '/data/access refresh_token',
      '/data/a~1b~0c token',
      '/data/a~1b~0c refresh_token',
      '/data/expires end_seconds days',
      '/data/expires end_milliseconds minutes',
      '/expires_in end_seconds hours',
      '/expires_at end_seconds hours',
      '/until end_date minutes',
    ]);
    expect(members[1]?.uses[0]?.fields).toEqual({ tokenAt: '/data/a~1b~0c' });
    expect(members[3]?.uses[0]?.fields).toEqual({ endKind: 'seconds', endAt: '/expires_in' });
  });

  it('are headers too, if their names are of a token', async () => {
    const members = await membersOf({}, {}, { 'X-Auth-Token': TOKEN, 'X-Request-Id': TOKEN });

    expect(members).toEqual([
      { place: '', kind: 'object', length: 0, uses: [] },
      {
        place: 'header: x-auth-token',
        kind: 'text',
        length: TOKEN.length,
        uses: [{ as: 'token', fields: { tokenAt: 'header: x-auth-token' } }],
      },
    ]);
  });

  it.each([
    ['an end that is over', { exp: NOW / 1000 - 60 }],
    ['a number of another name', { id: 3600 }],
    ['a sentence', { detail: 'Welcome back to the notes' }],
    ['a text that no header can carry', { token: 'ünicode-token' }],
  ])('have no use: %s', async (_, answer) => {
    expect(usesOf(await membersOf(answer))).toEqual([]);
  });

  it.each(['jwt_expires_at', 'X-Refresh-Token', 'accessTokenExpires', 'user:oauth2_v1'])(
    'have a place below the name %s',
    async (name) => {
      expect((await membersOf({ [name]: TOKEN })).map(({ place }) => place)).toEqual([`/${name}`]);
    },
  );

  it.each<[string, object, Fields?]>([
    ['of a token in the answer', { sessions: { [TOKEN]: { token: TOKEN } } }],
    ['that is a token of words', { [WORDS]: { token: WORDS } }],
    ['with a short secret', { 'for sesame': TOKEN }, { secretFields: 'pin=sesame' }],
    ['with a Basic password', { sesame: TOKEN }, { username: 'ada', password: 'sesame' }],
    ['with a secret header', { sesame: TOKEN }, { secretHeaders: 'X-Key: sesame' }],
    ['of a typed secret', { 'for pa=ss "word" &+{x}': TOKEN }],
    ['of many digits', { s4f1d9c0e7: { token: TOKEN } }],
    ['of a random id of 16 characters', { kX2vbTzQkRWmPlsK: { token: TOKEN } }],
    ['of random letters', { kXvbTzQkRWmPl: { token: TOKEN } }],
    ['of an e-mail address', { 'ada@mail.test': { token: TOKEN } }],
    ['that is long and no words', { qXvbTzkRWmPlsKjhGfDsAwQe: TOKEN }],
    ['that is very long', { ['token_'.repeat(20)]: TOKEN }],
    ['of invisible characters', { '\u202enekot': TOKEN }],
  ])('have no place below a name %s', async (_, answer, more) => {
    const members = await membersOf(answer, more);

    const [hidden, ...others] = members.filter(({ place }) => place !== '');
    expect(hidden).not.toHaveProperty('place');
    expect(hidden?.uses).toEqual([]);
    expect(others).toEqual([]);
  });

  it('are bounded in number, depth and entries of a list', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, nth) => [`name ${nth % 9_999}`, 1]),
    );
    const { said } = await tried(Response.json(wide));
    expect(said).toMatchObject({ isCut: true });
    expect(said.kind === 'answered' && said.members).toHaveLength(60);

    let deep: unknown = TOKEN;
    for (let level = 0; level < 5_000; level++) deep = { a: deep };
    expect(await membersOf(deep)).toEqual([
      { place: '/a/a/a/a/a/a', kind: 'object', length: 1, uses: [] },
    ]);
    expect(await membersOf({ all: Array(100_000).fill(1) })).toHaveLength(3);
  });

  proves(
    'T14',
    'hold no character of a value: the same shape for other characters',
    async (tried) => {
      // Letters of one kind in the place of each letter: the shape must not change, so it says nothing of them.
      const text = fc.stringMatching(/^[a-z]{1,30}$/);
      const other = (each: string) =>
        each.replace(/[a-z]/g, (letter) => (letter < 'm' ? 'q' : 'b'));
      await fc.assert(
        fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (values) => {
          const answer = (spell: (each: string) => string) =>
            Object.fromEntries(values.map((value, nth) => [`member${nth}`, spell(value)]));
          const shape = await membersOf(answer((each) => each));
          expect(await membersOf(answer(other))).toEqual(shape);
          for (const value of values.filter(({ length }) => length > 12)) {
            expect(JSON.stringify(shape)).not.toContain(value);
          }
          tried();
        }),
        { numRuns: rounds({ short: 100, full: 2_000 }) },
      );
    },
  );
});

describe('the request', () => {
  it('needs no place in the answer yet, and is the one of the login', async () => {
    const { asked } = await tried(Response.json({}), { tokenAt: '', endKind: 'date', endAt: '' });

    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'POST', redirect: 'manual', credentials: 'omit' });
    expect(JSON.parse(String(asked[0]?.body))).toEqual({
      username: 'ada',
      password: 'pa=ss "word" &+{x}',
    });
  });

  it.each([
    ['url', { url: 'http://api.example.com/login' }],
    ['secretFields', { secretFields: '' }],
  ])('is refused with the field %s', (field, more) => {
    expect(() => scheme.grant?.trial?.({ ...LOGIN, ...more })).toThrow(
      expect.objectContaining({ code: 'credential-invalid', field }),
    );
  });

  it('without an answer is a failure', async () => {
    await expect(tried(() => Promise.reject(new TypeError('no answer')))).rejects.toThrow(
      refusal('token-unavailable'),
    );
  });
});

describe('a login that gets no token', () => {
  it.each([
    [401, '', 'refused', 'none'],
    [400, '{"detail":"Wrong"}', 'refused', 'json'],
    [404, '<h1>Not found</h1>', 'not-there', 'html'],
    [405, 'No', 'not-there', 'other'],
    [503, '<html>', 'for-later', 'html'],
    [200, `["${'a'.repeat(1024 * 1024)}"]`, 'answered', 'too-long'],
    [429, '', 'for-later', 'none'],
  ])('is told by its status %i with %.20s', async (status, text, kind, body) => {
    const { said, asked } = await tried(new Response(text, { status }));

    expect(said).toMatchObject({ kind, status, body });
    expect(asked).toHaveLength(1);
  });

  it('is told in the server’s words, if these have no secret', async () => {
    const words = (detail: string) => tried(Response.json({ detail }, { status: 401 }));

    expect((await words('Wrong password')).said).toMatchObject({ serverSays: 'Wrong password' });
    expect((await words('Not pa=ss "word" &+{x}')).said).not.toHaveProperty('serverSays');
  });

  it.each([
    ['/login/', { url: 'https://api.example.com/login/' }],
    ['https://evil.test/login', undefined],
    ['/home;jsessionid=abc', undefined],
    ['/login/?session=abc', undefined],
  ])('is not followed to %s', async (location, fields) => {
    const answer = new Response(null, { status: 307, headers: { Location: location } });
    const { said, asked } = await tried(answer);

    expect(said).toEqual({ kind: 'redirected', ...(fields && { fields }) });
    expect(asked).toHaveLength(1);
  });
});
