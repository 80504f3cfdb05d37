/**
 * Credentials that no form makes: written by another version, or by the author of a restored
 * file. Such a header fails alone, and says so.
 */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { readState } from '../../src/app/pages/read-state';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { shownCredential } from '../../src/app/profiles/shown-credential';
import { reconcile } from '../../src/app/reconcile';
import { commit } from '../../src/app/vault/commit';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import type { AppState } from '../../src/domain/app-state';
import { newHeaderSpecId, type Profile } from '../../src/domain/profile';
import { schemes } from '../../src/schemes';
import { opened } from '../support/app-states';
import { GEONODE, SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const REST = { clientId: 'client', clientAuth: 'post', parameters: {}, issCheck: 'if-sent' };
const GOOD = 'https://auth.ixo.test/token';

/** Addresses that no form accepts. */
const NO_ADDRESSES = [
  7,
  '',
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'http://auth.ixo.test/token',
  'https://ada@auth.ixo.test/token',
  'https://AUTH.ixo.test/token',
  // Rules are ASCII: as it is, the browser would refuse all of them.
  'https://äuth.test/token',
];

let made: FakeBrowser;
let browser: FakeBrowser;

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, 'correct horse battery staple');
  for (const profile of [GEONODE, SANDBOX_ADMIN]) {
    await saveProfile(made.ports, { profile, pick: true });
  }
});

beforeEach(() => {
  browser = fakeBrowser();
  const { storage, database, session, rules, now } = made;
  Object.assign(browser, structuredClone({ storage, database, session, rules, now }));
});

/** Stores the credential in the second profile. */
async function store(schemeId: string, credential: unknown): Promise<void> {
  const vault = await openVault(browser.ports);
  const [first, second] = vault.content.profiles;
  const id = newHeaderSpecId();
  const headers = second?.headers.map((header) => ({ ...header, id, schemeId, credential }));
  // Cast: the stored object has only the shape of a profile.
  const profiles = [first, { ...second, headers }] as Profile[];
  await commit(browser.ports, vault, { ...vault.content, profiles });
}

const statusIn = (state: AppState) => opened(state).profiles[1]?.headers[0]?.status;
const ids = schemes.map(({ id }) => id);
const askingIds = schemes.flatMap(({ id, grant }) => (grant ? [id] : []));

describe('a credential of another version', () => {
  proves('F12', 'breaks no other profile', async (tried) => {
    for (const schemeId of ids) {
      for (const credential of [null, {}, [], 'text', 7, { tokenUrl: {} }]) {
        await store(schemeId, credential);
        await reconcile(browser.ports);
        const state = await readState(browser.ports);

        expect(state.vault).toBe('unlocked');
        expect(opened(state).profiles[0]?.headers[0]?.status).toMatchObject({ state: 'installed' });
        if (askingIds.includes(schemeId)) expect(statusIn(state)?.state).toBe('failed');
        const headerId = opened(state).profiles[1]?.headers[0]?.id ?? '';
        await expect(shownCredential(browser.ports, headerId)).resolves.not.toThrow();
        tried();
      }
    }
  });
});

describe('an address that no form leaves', () => {
  const places = askingIds.flatMap((schemeId) =>
    NO_ADDRESSES.map((address) => [schemeId, address] as const),
  );

  it.each(places)('of %s is neither asked nor in a rule: %s', async (schemeId, address) => {
    const all = { authorizationUrl: GOOD, deviceUrl: GOOD, tokenUrl: GOOD };
    await store(schemeId, { ...REST, ...all, tokenUrl: address });

    await reconcile(browser.ports);

    const state = await readState(browser.ports);
    expect(statusIn(state)).toEqual({
      state: 'failed',
      failure: { code: 'credential-invalid', problem: 'endpoint-not-a-url' },
    });
    expect(opened(state).profiles[1]?.headers[0]?.tokenOrigins).toEqual([]);
    expect(browser.wantedTokens).toEqual([]);
    expect(Object.keys(inForce(browser))).toEqual(['|https://api.geonode.test/']);
  });

  it('opens no sign-in page', async () => {
    await store('oauth2-authorization-code', {
      ...REST,
      tokenUrl: GOOD,
      authorizationUrl: 'javascript:alert(1)',
    });
    const { signIns } = compose(browser.ports);
    const [, second] = opened(await readState(browser.ports)).profiles;

    const step = await signIns.begin(second?.headers[0]?.id ?? '');

    expect(step).toEqual({ kind: 'failed', failure: { code: 'credential-invalid' } });
  });
});
