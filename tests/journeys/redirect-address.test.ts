/** The redirect address that a profile has chosen: in the request, in the answer, and for the token. */
import { describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { RedirectKind } from '../../src/domain/credential';
import { draftOf } from '../support/drafts';
import { fakeBrowser } from '../support/fake-ports';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const SERVER = 'https://auth.ixo.test';
const OWN = 'https://0123.extensions.allizom.org/';
const LOOPBACK = 'http://127.0.0.1/mozoauth2/0123/';

async function signInWith(fields: Readonly<Record<string, string>>, returnsTo: string) {
  const browser = fakeBrowser();
  const asked: URLSearchParams[] = [];
  await createVault(browser.ports, 'correct horse battery staple');
  const draft = draftOf('Robot', 'https://api.ixo.test', 'oauth2-authorization-code', {
    authorizationUrl: `${SERVER}/authorize`,
    tokenUrl: `${SERVER}/token`,
    clientId: 'client',
    ...fields,
  });
  const { content } = await saveProfile(browser.ports, { profile: draft, pick: true });
  const { signIns } = compose({
    ...browser.ports,
    redirectUri: (kind: RedirectKind) => (kind === 'loopback' ? LOOPBACK : OWN),
    fetch: async (_, init) => {
      asked.push(new URLSearchParams(String(init?.body)));
      return Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 600 });
    },
  });
  const id = content.profiles[0]?.headers[0]?.id ?? '';
  const begun = await signIns.begin(id);
  if (begun.kind !== 'redirect') throw new Error('It opens a page.');
  const { searchParams } = new URL(begun.url);
  const state = searchParams.get('state');
  const step = await signIns.proceed(id, `${returnsTo}?code=c&state=${state}`);
  return {
    inRequest: searchParams.get('redirect_uri'),
    step,
    forToken: asked.map((each) => each.get('redirect_uri')),
  };
}

describe('a sign-in', () => {
  it.each([
    ['no choice', {}, OWN],
    ['the address of the extension', { redirect: 'extension' }, OWN],
    ['the address of this computer', { redirect: 'loopback' }, LOOPBACK],
  ])('with %s names it to the server, twice', async (_, fields, address) => {
    const { inRequest, step, forToken } = await signInWith(fields, address);

    expect(inRequest).toBe(address);
    expect(step).toMatchObject({ kind: 'done' });
    expect(forToken).toEqual([address]);
  });

  it('takes no answer at the address that it has not named', async () => {
    const { step, forToken } = await signInWith({ redirect: 'loopback' }, OWN);

    expect(step).toMatchObject({ kind: 'failed', failure: { code: 'sign-in-mismatch' } });
    expect(forToken).toEqual([]);
  });
});
