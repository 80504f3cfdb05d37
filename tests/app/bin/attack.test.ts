/** Attacks on the bin: a full storage, a clock that was behind, a copy that was refused, an undo that returns. */
import { beforeEach, expect, it, vi } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import type { StoredVault } from '../../../src/app/ports';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { reconcile } from '../../../src/app/reconcile';
import { UNDO_MS } from '../../../src/domain/bin';
import { AppError } from '../../../src/domain/errors';
import { opened } from '../../support/app-states';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { inTurn } from '../../support/in-turn';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const DAY = 24 * 60 * 60_000;

let browser: FakeBrowser;

beforeEach(async () => {
  browser = fakeBrowser();
  browser.now = 1_000 * DAY;
  await createVault(browser.ports, PASSPHRASE);
});

async function binned(name: string): Promise<void> {
  const profile = { ...SANDBOX_ADMIN, name };
  const { content } = await saveProfile(browser.ports, { profile, pick: false });
  const profileIds = content.profiles.map(({ id }) => id);
  await removeProfiles(browser.ports, { profileIds });
}

async function unlockAgain(): Promise<number> {
  await lock(browser.ports);
  await unlock(browser.ports, PASSPHRASE);
  return opened(await readState(browser.ports)).binCount;
}

function startBrowser(): void {
  Object.assign(browser, { session: {}, rules: [] });
}

it('a first start with a clock set forward empties nothing, also over a full storage', async () => {
  for (const name of ['one', 'two', 'three', 'four']) await binned(name);
  const sizeOf = ({ current = '', before = '' }: StoredVault) => current.length + before.length;
  const room = sizeOf(browser.storage);
  const [first] = browser.ports.copies;
  const write = first.write.bind(first);
  Object.assign(first, {
    write: async (vault: StoredVault) => {
      if (sizeOf(vault) > room) throw new AppError('storage-failed', 'full');
      return write(vault);
    },
  });
  browser.now += 365 * DAY;

  expect(await unlockAgain()).toBe(4);
});

it('a clock that was behind for two starts shortens no 30 days', async () => {
  await binned('one');
  browser.now -= 400 * DAY;
  for (let start = 0; start < 2; start += 1) {
    startBrowser();
    expect(await unlockAgain()).toBe(1);
  }
  browser.now += 401 * DAY;
  startBrowser();
  expect(await unlockAgain()).toBe(1);
  startBrowser();

  expect(await unlockAgain()).toBe(1);
});

it('an undo that a clock set back has ended does not return', async () => {
  await binned('one');
  browser.now -= 5 * 60_000;
  expect(opened(await inTurn(browser.ports, (ports) => readState(ports))).undo).toBeUndefined();
  await inTurn(browser.ports, reconcile);

  browser.now += 5 * 60_000 + UNDO_MS / 2;

  expect(opened(await inTurn(browser.ports, (ports) => readState(ports))).undo).toBeUndefined();
});
