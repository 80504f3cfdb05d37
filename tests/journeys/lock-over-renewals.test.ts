/** A lock while two servers are asked, of which one says nothing. */
import { beforeEach, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { LOCK_WAITS_MS } from '../../src/app/lock/lock';
import type { Ports } from '../../src/app/ports';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { storeRenewals } from '../../src/app/tokens/refresh-tokens';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import type { Origin } from '../../src/domain/site';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const NAMES = ['silent', 'first', 'second'];

let browser: FakeBrowser;
let ports: Ports;
let asked: string[];
let answer: () => void;

beforeEach(async () => {
  const letGo = new Promise<void>((resolve) => {
    answer = resolve;
  });
  browser = fakeBrowser();
  asked = [];
  ports = {
    ...browser.ports,
    fetch: async (input) => {
      const [name = ''] = new URL(String(input)).hostname.split('.');
      asked.push(name);
      if (name === 'silent') return new Promise<never>(() => {});
      await letGo;
      const token = { access_token: 'at', token_type: 'Bearer', expires_in: 3600 };
      return Response.json({ ...token, refresh_token: `next of ${name}` });
    },
  };
  await createVault(ports, PASSPHRASE);
  for (const name of NAMES) {
    const site = `https://api.${name}.test` as Origin;
    const server = `https://${name}.test`;
    const fields = { authorizationUrl: `${server}/auth`, tokenUrl: `${server}/token` };
    const scheme = 'oauth2-authorization-code';
    const profile = draftOf(name, site, scheme, { ...fields, clientId: 'client' });
    browser.shown.push(site);
    await saveProfile(ports, { profile, pick: true });
  }
});

async function refreshTokens(): Promise<readonly (string | undefined)[]> {
  const { content } = await openVault(ports);
  return content.profiles.map(({ headers }) => headers[0]?.refreshToken);
}

it(
  'keeps what the others have said in time',
  async () => {
    const { content } = await openVault(ports);
    const headers = content.profiles.flatMap((profile) => profile.headers);
    const first = headers.map(({ id: headerId }, index) => {
      return { headerId, refreshToken: `first of ${NAMES[index]}` };
    });
    await storeRenewals(ports, first);
    const background = compose(ports);

    background.reconcileSoon();
    await vi.waitFor(() => expect(asked).toHaveLength(3), { interval: 1 });
    const locked = background.perform({ type: 'vault/lock' });
    await vi.waitFor(() => expect(browser.rules).toEqual([]));
    answer();
    await locked;
    expect(browser.session.dataKey).toBeUndefined();

    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
    expect(await refreshTokens()).toEqual(['first of silent', 'next of first', 'next of second']);
  },
  4 * LOCK_WAITS_MS,
);
