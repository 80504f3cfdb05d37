/** Signing in at real servers: a correct one, and one with faults on purpose. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHROME_ID } from '../../../scripts/extension-id.mjs';
import type { GrantContext, Obtained } from '../../../src/schemes/auth-scheme';
import { oauth2AuthorizationCode as scheme } from '../../../src/schemes/oauth2-authorization-code/oauth2-authorization-code';
import type { BadModeName } from '../../lab/apis/oauth/bad-oauth-modes.mjs';
import { LAB_REDIRECT_URI, OAUTH_CLIENTS } from '../../lab/apis/oauth/oauth-clients.mjs';
import { createPerson, signInAndAllow } from '../../lab/apis/oauth/person.mjs';
import { tokenRequests } from '../../lab/apis/oauth/token-requests.mjs';
import { type Lab, startLab } from '../../lab/lab.mjs';
import { askLab } from '../../lab/server/ask-lab.mjs';
import { proves } from '../../support/proves';
import { badFields, contextOf, GOOD } from '../oauth2/lab-context';

const { grant } = scheme;
const flow = grant?.signIn;
if (!grant || !flow) throw new Error('It has a sign-in.');

let lab: Lab;
let context: GrantContext;

beforeEach(async () => {
  lab = await startLab();
  context = contextOf(lab);
});

afterEach(() => lab.stop());

function askApi({ token }: Obtained) {
  const headers = { authorization: `Bearer ${token.value}` };
  return askLab(lab, 'https://api.ixo.test/v1/entities', { headers });
}

async function begin(fields: Record<string, string>, redirectUri = LAB_REDIRECT_URI) {
  const credential = scheme.parse(fields);
  const pending = await flow?.begin(credential, context, redirectUri);
  if (pending?.step.kind !== 'redirect') throw new Error('It sends to a page.');
  const finish = async (address: string | undefined): Promise<Obtained> => {
    const proceeded = await flow?.proceed(credential, pending, context, address);
    if (!proceeded || !('obtained' in proceeded)) throw new Error('It is not over.');
    return proceeded.obtained;
  };
  return { credential, url: pending.step.url, finish };
}

async function signIn(changes: Record<string, string> = {}) {
  const { credential, url, finish } = await begin({ ...GOOD, ...changes });
  const back = await signInAndAllow(createPerson(lab), url);
  return { credential, obtained: await finish(back.url.href) };
}

/** The bad server shows no page and redirects at once. */
async function visitBad(mode: BadModeName | 'chosen', changes: Record<string, string> = {}) {
  const { credential, url, finish } = await begin({ ...badFields(mode), ...changes });
  const back = (await createPerson(lab).visit(url)).url.href;
  return { credential, back, finish: () => finish(back) };
}

describe('a sign-in', () => {
  it('through login and consent gives a token that the API takes', async () => {
    const { obtained } = await signIn();

    expect((await askApi(obtained)).status).toBe(200);
    expect(obtained.refreshToken).toBeDefined();
  });

  it('is not broken by an ID token', async () => {
    const { obtained } = await signIn({ scope: 'openid entities:read' });

    expect((await askApi(obtained)).status).toBe(200);
  });

  it.each(['basic', 'post'])('of a client with a secret says it by %s', async (clientAuth) => {
    const { id: clientId, secret: clientSecret = '' } = OAUTH_CLIENTS.web;
    const { obtained } = await signIn({ clientId, clientSecret, clientAuth });

    expect((await askApi(obtained)).status).toBe(200);
    const [request] = tokenRequests(lab.log);
    expect(request?.authorization !== undefined).toBe(clientAuth === 'basic');
    expect(request?.parameters.has('client_secret')).toBe(clientAuth === 'post');
  });

  it('says for which API the token is, each time', async () => {
    const resource = 'https://api.ixo.test';
    const { credential, obtained } = await signIn({ resource, audience: 'api' });

    await grant.obtain(credential, context, obtained.refreshToken);

    const said = tokenRequests(lab.log).map(({ parameters }) => [
      parameters.get('grant_type'),
      parameters.get('resource'),
      parameters.get('audience'),
    ]);
    expect(said).toEqual([
      ['authorization_code', resource, 'api'],
      ['refresh_token', resource, 'api'],
    ]);
  });

  it.each(['login', 'consent'])('that the person cancels at %s is refused', async (step) => {
    const person = createPerson(lab);
    const { url, finish } = await begin(GOOD);
    const login = await person.visit(url);
    const page =
      step === 'login' ? login : await person.send(login, { login: 'ada', choice: 'continue' });

    const back = await person.send(page, { choice: 'cancel' });

    await expect(finish(back.url.href)).rejects.toMatchObject({ code: 'sign-in-refused' });
    expect(tokenRequests(lab.log)).toEqual([]);
  });

  proves('T16', 'a code is good once, and only for who began', async (tried) => {
    const { url, finish } = await begin(GOOD);
    const back = await signInAndAllow(createPerson(lab), url);
    const thief = await begin(GOOD);
    const stolen = new URL(back.url);
    stolen.searchParams.set('state', new URL(thief.url).searchParams.get('state') ?? '');

    // The thief's sign-in has another verifier (RFC 7636 §4.6).
    await expect(thief.finish(stolen.href)).rejects.toMatchObject({ code: 'sign-in-expired' });
    await finish(back.url.href);
    await expect(finish(back.url.href)).rejects.toMatchObject({ code: 'sign-in-expired' });
    tried(2);
  });

  it('comes back to the extension’s own address', async () => {
    const own = `https://${CHROME_ID}.chromiumapp.org/`;
    const { url, finish } = await begin(GOOD, own);
    const back = await signInAndAllow(createPerson(lab), url);

    expect((await finish(back.url.href)).token.value).not.toBe('');
  });
});

describe('an answer that is not to this sign-in', () => {
  for (const [mode, changes] of [
    ['wrong-state', {}],
    ['no-state', {}],
    ['wrong-iss', {}],
    ['wrong-iss', { issuer: '' }],
    ['no-iss', { issCheck: 'always' }],
    ['no-iss', { issCheck: 'always', issuer: '' }],
  ] as const) {
    const claim = `${mode} with ${JSON.stringify(changes)} is refused, and no token is asked for`;
    proves('T16', claim, async (tried) => {
      const { finish } = await visitBad(mode, changes);

      await expect(finish()).rejects.toMatchObject({ code: 'sign-in-mismatch' });
      expect(tokenRequests(lab.log)).toEqual([]);
      tried();
    });
  }

  it.each([{}, { issuer: '' }])(
    'is not one that names no server, where none has to: %j',
    async (changes) => {
      const { finish } = await visitBad('no-iss', changes);

      expect((await finish()).token.value).toMatch(/^bad-access-/);
    },
  );

  proves('T16', 'one at another address is refused, and no token is asked for', async (tried) => {
    const { url, finish } = await begin(GOOD);
    const { url: back } = await signInAndAllow(createPerson(lab), url);

    for (const at of ['https://evil.test/callback', 'https://app.test/other']) {
      const elsewhere = finish(`${at}${back.search}`);
      await expect(elsewhere).rejects.toMatchObject({ code: 'sign-in-mismatch' });
      tried();
    }
    expect(tokenRequests(lab.log)).toEqual([]);
  });

  proves('T16', 'another sign-in’s is refused, and no token is asked for', async (tried) => {
    const mine = await visitBad('good');
    const other = await begin(badFields('good'));

    await expect(other.finish(mine.back)).rejects.toMatchObject({ code: 'sign-in-mismatch' });
    expect(tokenRequests(lab.log)).toEqual([]);
    tried();
  });
});

describe('the exchange of the code', () => {
  it.each([
    ['error-500', 'token-unavailable', undefined],
    ['error-503', 'token-unavailable', 7_000],
    ['error-429', 'token-unavailable', 7_000],
    ['reset', 'token-unavailable', undefined],
    ['html', 'token-unreadable', undefined],
    ['redirect', 'token-unreadable', undefined],
    ['no-access-token', 'token-unreadable', undefined],
    ['invalid-grant', 'sign-in-expired', undefined],
    ['invalid-client', 'token-client-refused', undefined],
  ] as const)('with %s ends in %s', async (mode, code, retryAfter) => {
    const { finish } = await visitBad(mode);

    await expect(finish()).rejects.toMatchObject({ code, retryAfter });
    expect(tokenRequests(lab.log)).toHaveLength(1);
  });

  it('takes a token that is called text, and one without an end', async () => {
    const called = await (await visitBad('wrong-type')).finish();
    const endless = await (await visitBad('no-expires-in')).finish();

    expect(called.token.expiresAt).toBeDefined();
    expect(endless.token).not.toHaveProperty('expiresAt');
    expect(endless.refreshToken).toBeDefined();
  });
});

describe('staying signed in', () => {
  it('takes a new refresh token each time, and an old one ends it all', async () => {
    const { credential, obtained } = await signIn();

    const second = await grant.obtain(credential, context, obtained.refreshToken);
    expect(second.refreshToken).not.toBe(obtained.refreshToken);
    expect((await askApi(second)).status).toBe(200);

    for (const { refreshToken } of [obtained, second]) {
      const refreshed = grant.obtain(credential, context, refreshToken);
      await expect(refreshed).rejects.toMatchObject({ code: 'sign-in-ended' });
    }
  });

  it('ends where reuse is detected, or the token was revoked', async () => {
    for (const mode of ['reuse-detection', 'refresh-revoked'] as const) {
      const { credential, finish } = await visitBad(mode);
      const { refreshToken } = await finish();
      const first = grant.obtain(credential, context, refreshToken);
      if (mode === 'reuse-detection') await first;
      else await expect(first).rejects.toMatchObject({ code: 'sign-in-ended' });

      const again = grant.obtain(credential, context, refreshToken);
      await expect(again).rejects.toMatchObject({ code: 'sign-in-ended' });
    }
  });

  it('goes on with the same refresh token where the server gives no other', async () => {
    const { credential, finish } = await visitBad('no-rotation');
    const { refreshToken } = await finish();

    const second = await grant.obtain(credential, context, refreshToken);

    expect(second).not.toHaveProperty('refreshToken');
    expect((await grant.obtain(credential, context, refreshToken)).token.value).toBeDefined();
  });

  it('sends no request before the sign-in', async () => {
    const asked = grant.obtain(scheme.parse(GOOD), context);

    await expect(asked).rejects.toMatchObject({ code: 'signed-out' });
    expect(tokenRequests(lab.log)).toEqual([]);
  });

  it('is not over because the server is busy', async () => {
    const { credential, finish } = await visitBad('chosen');
    const { refreshToken } = await finish();
    lab.badOauth.choose('error-503');

    const asked = grant.obtain(credential, context, refreshToken);

    await expect(asked).rejects.toMatchObject({ code: 'token-unavailable', retryAfter: 7_000 });
  });
});

describe('signing out', () => {
  it('has the server forget the refresh token', async () => {
    const { credential, obtained } = await signIn();

    expect(await flow.revoke(credential, obtained.refreshToken ?? '', context)).toBe(true);

    const refreshed = grant.obtain(credential, context, obtained.refreshToken);
    await expect(refreshed).rejects.toMatchObject({ code: 'sign-in-ended' });
  });

  it('tells no server that offers no such thing', async () => {
    const { credential, finish } = await visitBad('good');
    const { refreshToken = '' } = await finish();
    const mark = lab.log.mark();

    expect(await flow.revoke(credential, refreshToken, context)).toBe(false);
    expect(lab.log.since(mark)).toEqual([]);
  });

  it('says so where the server does not understand', async () => {
    const revocationUrl = 'https://bad-auth.test/good/nothing';
    const { credential, finish } = await visitBad('good', { revocationUrl });
    const { refreshToken = '' } = await finish();

    const told = flow.revoke(credential, refreshToken, context);

    await expect(told).rejects.toMatchObject({ code: 'token-request-refused' });
  });
});
