/** After 30 days an entry leaves the bin, and no wrong clock empties it or keeps it for ever. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { swept } from '../../../src/app/bin/sweep';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import type { StoredVault } from '../../../src/app/ports';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import type { BinnedEntry, BinnedId } from '../../../src/domain/bin';
import { AppError } from '../../../src/domain/errors';
import { encrypt } from '../../../src/vault/box';
import { EMPTY_CONTENT, encodeContent } from '../../../src/vault/content';
import { type DataKey, importDataKey } from '../../../src/vault/data-key';
import { decodeEnvelope, ENVELOPE_FORMAT } from '../../../src/vault/envelope';
import { openContent } from '../../../src/vault/vault';
import { opened } from '../../support/app-states';
import { textOf } from '../../support/copies';
import { BLANK, SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { proves } from '../../support/proves';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const DAY = 24 * 60 * 60_000;
const NOW = 1_000 * DAY;

const entry = (deletedAt: number, overdue?: BinnedEntry['overdue']): BinnedEntry => ({
  id: 'id' as BinnedId,
  kind: 'draft',
  deletedAt,
  key: 'new',
  draft: BLANK,
  ...(overdue && { overdue }),
});

describe('swept', () => {
  const restarted: BinnedEntry = { ...entry(NOW + 365 * DAY), restartedAt: NOW };

  const at = (now: number, start: string) => (bin: readonly BinnedEntry[]) =>
    swept(bin, { now, start });

  it('leaves an entry alone for 30 days', () => {
    const bin = [entry(NOW - 30 * DAY)];

    expect(at(NOW, 'one')(bin)).toEqual(bin);
  });

  it('marks an entry first, and removes it in a later start', () => {
    const marked = at(NOW, 'one')([entry(NOW - 31 * DAY)]);

    expect(marked).toEqual([entry(NOW - 31 * DAY, { by: 'past', foundIn: 'one' })]);
    expect(at(NOW + 100 * DAY, 'one')(marked)).toEqual(marked);
    expect(at(NOW, 'two')(marked)).toEqual([]);
  });

  it('takes the mark away once the clock is right again', () => {
    const marked = at(NOW + 365 * DAY, 'one')([entry(NOW)]);

    expect(at(NOW, 'two')(marked)).toEqual([entry(NOW)]);
  });

  it('begins anew with an entry from the future, once a later start finds the same', () => {
    const ahead = [entry(NOW + 365 * DAY)];
    const marked = at(NOW, 'one')(ahead);

    expect(marked).toEqual([entry(NOW + 365 * DAY, { by: 'ahead', foundIn: 'one' })]);
    expect(at(NOW, 'one')(marked)).toEqual(marked);
    expect(at(NOW, 'two')(marked)).toEqual([restarted]);
    expect(at(NOW + 30 * DAY, 'three')([restarted])).toEqual([restarted]);
    const over = at(NOW + 31 * DAY, 'four')([restarted]);
    expect(at(NOW + 31 * DAY, 'five')(over)).toEqual([]);
  });

  it('counts from its own time again once the clock has reached it', () => {
    expect(at(NOW + 365 * DAY, 'one')([restarted])).toEqual([entry(NOW + 365 * DAY)]);
  });

  it('takes two starts that find the opposite for one', () => {
    const marked = at(NOW - 400 * DAY, 'one')([entry(NOW - 31 * DAY)]);

    expect(at(NOW, 'two')(marked)).toEqual([entry(NOW - 31 * DAY, { by: 'past', foundIn: 'two' })]);
  });

  it('allows a clock that is some hours behind', () => {
    const bin = [entry(NOW + DAY / 2)];

    expect(at(NOW, 'one')(bin)).toEqual(bin);
  });
});

describe('an unlock', () => {
  let browser: FakeBrowser;
  let dataKey: DataKey;

  beforeEach(async () => {
    browser = fakeBrowser();
    await createVault(browser.ports, PASSPHRASE);
    const { content } = await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: false });
    const profileIds = content.profiles.map(({ id }) => id);
    ({ dataKey } = await removeProfiles(browser.ports, { profileIds }));
  });

  async function unlockAgain(): Promise<number> {
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);
    return opened(await readState(browser.ports)).binCount;
  }

  function startBrowser(): void {
    Object.assign(browser, { session: {}, rules: [] });
  }

  proves('F6', 'a clock that is set forward empties nothing in its own start', async (tried) => {
    browser.now += 365 * DAY;
    for (let round = 0; round < 3; round += 1) {
      expect(await unlockAgain()).toBe(1);
      tried();
    }

    startBrowser();
    browser.now -= 365 * DAY;
    expect(await unlockAgain()).toBe(1);
    startBrowser();
    browser.now += 31 * DAY;
    expect(await unlockAgain()).toBe(1);
    tried(2);
  });

  proves('F6', 'a clock that was behind for two starts shortens no 30 days', async (tried) => {
    browser.now -= 400 * DAY;
    for (let start = 0; start < 2; start += 1) {
      startBrowser();
      expect(await unlockAgain()).toBe(1);
    }

    browser.now += 401 * DAY;
    for (let start = 0; start < 2; start += 1) {
      startBrowser();
      expect(await unlockAgain()).toBe(1);
      tried();
    }
  });

  it('takes an entry out after 30 days, in the second start that finds it', async () => {
    browser.now += 31 * DAY;
    expect(await unlockAgain()).toBe(1);
    startBrowser();

    expect(await unlockAgain()).toBe(0);
  });

  it('opens a vault whose bin cannot be written', async () => {
    browser.now += 31 * DAY;
    browser.refuseStorage = true;

    expect(await unlockAgain()).toBe(1);
  });

  it('marks nothing over a full storage: the bin would give way to the mark', async () => {
    for (const name of ['two', 'three', 'four']) {
      const profile = { ...SANDBOX_ADMIN, name };
      const { content } = await saveProfile(browser.ports, { profile, pick: false });
      await removeProfiles(browser.ports, { profileIds: content.profiles.map(({ id }) => id) });
    }
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

  it('changes nothing in a vault of a later version', async () => {
    const envelope = decodeEnvelope(browser.storage.current ?? '');
    const { generation, slots } = envelope;
    const head = { format: ENVELOPE_FORMAT + 1, readableFrom: ENVELOPE_FORMAT, generation, slots };
    const content = new TextEncoder().encode(await openContent(envelope, dataKey));
    const sealed = await encrypt(await importDataKey(dataKey), content, JSON.stringify(head));
    browser.envelope = textOf({ ...head, sealed });
    const { storage } = browser;
    browser.now += 31 * DAY;

    expect(await unlockAgain()).toBe(1);
    expect(browser.storage).toEqual(storage);
  });

  it('keeps the mark in the sealed content', () => {
    const marked = entry(NOW, { by: 'past', foundIn: 'one' });

    expect(JSON.parse(encodeContent({ ...EMPTY_CONTENT, bin: [marked] })).bin).toEqual([marked]);
  });
});
