/** The extension's own requests do not show that an extension sends them, with any profile picked. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import { opened } from '../support/app-states';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const SERVER = 'https://auth.ixo.test';
const ADDRESSES = {
  authorizationUrl: `${SERVER}/authorize`,
  deviceUrl: `${SERVER}/device`,
  tokenUrl: `${SERVER}/token`,
  revocationUrl: `${SERVER}/revoke`,
  clientId: 'client',
};
const CODE = {
  device_code: 'd',
  user_code: 'WDJB-MJHT',
  verification_uri: `${SERVER}/enter`,
  expires_in: 600,
};
const TOKEN = { access_token: 'at', token_type: 'Bearer', refresh_token: 'rt', expires_in: 3600 };

let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
/** The addresses asked, and whether a rule removed our origin from the request. */
let asked: (readonly [string, boolean])[];

beforeEach(async () => {
  browser = fakeBrowser();
  asked = [];
  await createVault(browser.ports, 'correct horse battery staple');
  background = compose({
    ...browser.ports,
    fetch: async (input) => {
      const url = String(input);
      const isHidden = browser.rules.some(
        ({ action, condition }) =>
          condition.urlFilter === `|${url}|` &&
          action.type === 'modifyHeaders' &&
          action.requestHeaders.some(({ operation }) => operation === 'remove'),
      );
      asked.push([url.slice(SERVER.length), isHidden]);
      return url.endsWith('/device') ? Response.json(CODE) : Response.json(TOKEN);
    },
  });
});

/** Saves a profile that is picked nowhere. @returns its header. */
async function save(schemeId: string): Promise<string> {
  const profile = draftOf('Unpicked', 'https://api.ixo.test', schemeId, ADDRESSES);
  await saveProfile(browser.ports, { profile, pick: false });
  const { state } = await background.perform({ type: 'state/read' });
  return (state && opened(state).profiles[0]?.headers[0]?.id) ?? '';
}

describe.each([
  ['of a profile that is not picked', { type: 'state/read' }],
  ['while all is paused', { type: 'settings/change', settings: { paused: true } }],
] as const)('a sign-in %s', (_, command) => {
  it('by the server’s page, and out again', async () => {
    const id = await save('oauth2-authorization-code');
    await background.perform(command);
    const step = await background.signIns.begin(id);
    if (step.kind !== 'redirect') throw new Error('It opens a page.');
    const state = new URL(step.url).searchParams.get('state');

    await background.signIns.proceed(
      id,
      `${browser.ports.redirectUri('extension')}?code=c&state=${state}`,
    );
    await background.signIns.signOut(id);

    expect(asked).toEqual([
      ['/token', true],
      ['/revoke', true],
    ]);
  });

  it('by a code', async () => {
    const id = await save('oauth2-device-code');
    await background.perform(command);

    await background.signIns.begin(id);
    browser.now += 5_000;
    await background.signIns.proceed(id);

    expect(asked).toEqual([
      ['/device', true],
      ['/token', true],
    ]);
  });

  it('leaves no rule when it is locked', async () => {
    await save('oauth2-device-code');
    await background.perform(command);
    expect(browser.rules).toHaveLength(3);

    await background.perform({ type: 'vault/lock' });

    expect(browser.rules).toEqual([]);
  });
});
