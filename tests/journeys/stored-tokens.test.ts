/** A token from another issuer, from its profile to the wire and to the pages. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { lock } from '../../src/app/lock/lock';
import { readState } from '../../src/app/pages/read-state';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { storedFacts } from '../../src/app/profiles/stored-facts';
import { reconcile } from '../../src/app/reconcile';
import type { HeaderSummary } from '../../src/domain/app-state';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import { opened } from '../support/app-states';
import { draftOf, SANDBOX_ADMIN, SANDBOX_ETH } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { jwtOf } from '../support/jwt';
import gluwa from '../vectors/gluwa.json';

const MINUTE = 60_000;

let browser: FakeBrowser;
let created: FakeBrowser;
let token: string;
let expiresAt: number;

// Created once: the key derivation takes its time on purpose.
beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, 'correct horse battery staple');
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
  expiresAt = browser.now + 5 * MINUTE;
  token = jwtOf({ sub: 'alice', exp: expiresAt / 1000 });
});

const bearer = () => draftOf('Robot', 'https://api.test', 'bearer', { token });

async function add(draft: ProfileDraft, pick = true): Promise<HeaderSummary> {
  await saveProfile(browser.ports, { profile: draft, pick });
  return header();
}

async function header(): Promise<HeaderSummary> {
  const found = opened(await readState(browser.ports)).profiles.at(-1)?.headers[0];
  if (!found) throw new Error('nothing saved');
  return found;
}

describe('a stored JWT', () => {
  it('lets the pages know when it ends, and that it is not renewed', async () => {
    const { headerNames, status } = await add(bearer());

    expect(headerNames).toEqual(['Authorization']);
    expect(status).toEqual({
      state: 'installed',
      issuedAt: browser.now,
      expiresAt,
    });
  });

  it('is told from a header that is renewed', async () => {
    const { status } = await add(SANDBOX_ETH);

    expect(status).toMatchObject({ renewAt: browser.now + 4 * MINUTE });
  });

  it('goes on being sent after its end: the server is the one to refuse it', async () => {
    await add(bearer());
    const before = inForce(browser);

    browser.now = expiresAt + MINUTE;
    await reconcile(browser.ports);

    expect(inForce(browser)).toEqual(before);
    expect((await header()).status).toMatchObject({ state: 'installed', expiresAt });
  });
});

describe('storedFacts', () => {
  it('tells of a stored token what it told while it was typed, and no more', async () => {
    const { id } = await add(bearer(), false);

    const facts = await storedFacts(browser.ports, id);

    expect(facts).toEqual([
      { kind: 'jwt-subject', value: 'alice' },
      { kind: 'jwt-algorithm', value: 'HS256' },
      { kind: 'jwt-expires', value: expiresAt },
    ]);
    for (const part of token.split('.')) expect(JSON.stringify(facts)).not.toContain(part);
  });

  it('tells of one that has ended since', async () => {
    const { id } = await add(bearer(), false);

    browser.now = expiresAt + MINUTE;

    expect(await storedFacts(browser.ports, id)).toContainEqual({
      kind: 'jwt-expires',
      value: expiresAt,
    });
  });

  it('tells the address of a stored key, never the key', async () => {
    const { id } = await add(SANDBOX_ETH);

    expect(await storedFacts(browser.ports, id)).toEqual([
      { kind: 'ethereum-address', value: gluwa.ethereum.address },
    ]);
  });

  it('has nothing to tell of a password, or of a header that is gone', async () => {
    const { id } = await add(SANDBOX_ADMIN);

    expect(await storedFacts(browser.ports, id)).toEqual([]);
    expect(await storedFacts(browser.ports, 'gone')).toEqual([]);
  });

  it('tells nothing while the vault is locked', async () => {
    const { id } = await add(bearer());

    await lock(browser.ports);

    expect(await storedFacts(browser.ports, id)).toEqual([]);
  });
});
