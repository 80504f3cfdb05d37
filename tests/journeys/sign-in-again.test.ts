/** A second user signs in for the same header: no token of the first user is left. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { AppState } from '../../src/domain/app-state';
import type { Origin } from '../../src/domain/site';
import { opened } from '../support/app-states';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const SITE = 'https://api.ixo.test' as Origin;
const SERVER = 'https://auth.ixo.test';
const SIGN_IN_DRAFT = draftOf('Robot', SITE, 'oauth2-authorization-code', {
  authorizationUrl: `${SERVER}/authorize`,
  tokenUrl: `${SERVER}/token`,
  clientId: 'client',
});

let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
/** The server's next answers; after the last it does not answer. */
let answers: Response[];
let asked: URLSearchParams[];
/** The next answer, which the test sends later. */
let held: Promise<Response> | undefined;

beforeEach(async () => {
  browser = fakeBrowser();
  browser.shown = [SITE];
  answers = [];
  asked = [];
  held = undefined;
  await createVault(browser.ports, 'correct horse battery staple');
  await saveProfile(browser.ports, { profile: SIGN_IN_DRAFT, pick: true });
  background = compose({
    ...browser.ports,
    fetch: async (_, init) => {
      asked.push(new URLSearchParams(String(init?.body)));
      return held ?? answers.shift() ?? new Promise<never>(() => {});
    },
  });
});

async function read(): Promise<AppState> {
  const { state } = await background.perform({ type: 'state/read' });
  if (!state) throw new Error('no state');
  return state;
}

const headerId = async () => opened(await read()).profiles[0]?.headers[0]?.id ?? '';

async function signIn(access_token: string, expires_in: number) {
  const id = await headerId();
  const begun = await background.signIns.begin(id);
  if (begun.kind !== 'redirect') throw new Error('It opens a page.');
  const state = new URL(begun.url).searchParams.get('state');
  const answer = { access_token, token_type: 'Bearer', expires_in };
  answers.push(Response.json({ ...answer, refresh_token: `refresh of ${access_token}` }));
  const { redirectUri } = browser.ports;
  return background.signIns.proceed(id, `${redirectUri('extension')}?code=c&state=${state}`);
}

describe('a sign-in in the place of another', () => {
  it('whose token is too short-lived leaves nothing of the one before in force', async () => {
    expect(await signIn('ada', 3600)).toMatchObject({ kind: 'done' });
    expect(inForce(browser)[`|${SITE}/`]).toEqual(['Authorization: Bearer ada']);

    expect(await signIn('bob', 5)).toMatchObject({ failure: { code: 'token-short-lived' } });

    expect(inForce(browser)[`|${SITE}/`]).toBeUndefined();
    // The next request renews the token of the last sign-in.
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    expect(asked[2]?.get('refresh_token')).toBe('refresh of bob');
  });
});

describe('signing out while a server is asked for a sign-in', () => {
  it('gives that sign-in up', async () => {
    const id = await headerId();
    const begun = await background.signIns.begin(id);
    if (begun.kind !== 'redirect') throw new Error('It opens a page.');
    const state = new URL(begun.url).searchParams.get('state');
    let say: (response: Response) => void = () => {};
    held = new Promise((resolve) => {
      say = resolve;
    });
    const proceeded = background.signIns.proceed(
      id,
      `${browser.ports.redirectUri('extension')}?code=c&state=${state}`,
    );
    await vi.waitFor(() => expect(asked).toHaveLength(1));

    await background.signIns.signOut(id);
    say(
      Response.json({
        access_token: 'late',
        token_type: 'Bearer',
        refresh_token: 'late',
      }),
    );

    expect(await proceeded).toMatchObject({ failure: { code: 'sign-in-cancelled' } });
    expect(opened(await read()).profiles[0]?.headers[0]?.signedIn).toBe(false);
    expect(inForce(browser)[`|${SITE}/`]).toBeUndefined();
  });
});
