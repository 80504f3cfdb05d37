/** *Delete now* and *Empty bin*: no stored text opens to the deleted entry, whenever it is interrupted. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteFromBin, emptyBin } from '../../../src/app/bin/delete-from-bin';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { reconcile } from '../../../src/app/reconcile';
import { dismissNotice } from '../../../src/app/vault/copy-notice';
import type { BinnedId } from '../../../src/domain/bin';
import { decodeContent, type VaultContent } from '../../../src/vault/content';
import type { DataKey } from '../../../src/vault/data-key';
import { decodeEnvelope } from '../../../src/vault/envelope';
import { openContent } from '../../../src/vault/vault';
import { opened } from '../../support/app-states';
import { breakPlace } from '../../support/copies';
import { GEONODE, SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { FAULTS, faultyPorts } from '../../support/faulty-ports';
import { inTurn } from '../../support/in-turn';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
/** The passwords of the two deleted profiles. */
const LEAKED = '1234';
const OTHER = 'node';

let made: FakeBrowser;
let browser: FakeBrowser;
let dataKey: DataKey;
let leakedId: BinnedId;
let otherId: BinnedId;

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, PASSPHRASE);
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
  const { content } = await saveProfile(made.ports, { profile: GEONODE, pick: true });
  const [first, second] = content.profiles.map(({ id }) => id);
  await removeProfiles(made.ports, { profileIds: [second ?? ''] });
  const removed = await removeProfiles(made.ports, { profileIds: [first ?? ''] });
  ({ dataKey } = removed);
  const [other, leaked] = removed.content.bin;
  if (!other || !leaked) throw new Error('not in the bin');
  [otherId, leakedId] = [other.id, leaked.id];
});

beforeEach(() => {
  browser = copyOf(made);
});

function copyOf({ storage, database, session, rules, now }: FakeBrowser): FakeBrowser {
  return Object.assign(fakeBrowser(), structuredClone({ storage, database, session, rules, now }));
}

/** The content of every text in both places. */
async function storedIn({ storage, database }: FakeBrowser): Promise<VaultContent[]> {
  const texts = [storage.current, storage.before, database.current, database.before];
  const there = texts.filter((text) => text !== undefined && text !== null);
  return Promise.all(
    there.map(async (text) => decodeContent(await openContent(decodeEnvelope(text), dataKey))),
  );
}

async function holds(secret: string, { ...vault }: FakeBrowser): Promise<boolean[]> {
  const contents = await storedIn(vault);
  return contents.map((content) => JSON.stringify(content).includes(`"${secret}"`));
}

const remove = (ports = browser.ports) => deleteFromBin(ports, [leakedId]);

describe('deleteFromBin', () => {
  it('finds the secret in every stored text before', async () => {
    expect(await holds(LEAKED, browser)).toEqual([true, true, true, true]);
  });

  proves('T28', 'leaves no stored text that opens to the deleted entry', async (tried) => {
    await remove();

    expect(await holds(LEAKED, browser)).toEqual([false, false]);
    expect(await holds(OTHER, browser)).toEqual([true, true]);
    expect(JSON.stringify(browser.session)).not.toContain(LEAKED);
    tried(2);
  });

  it('keeps the second copy as it was until the first has been read back', async () => {
    const before = structuredClone(browser.database);
    const [first] = browser.ports.copies;
    const read = first.read.bind(first);
    const seen: unknown[] = [];
    Object.assign(first, {
      read: async () => {
        if (browser.storage.current !== made.storage.current) seen.push(browser.database);
        return read();
      },
    });

    await remove();

    expect(seen[0]).toEqual(before);
  });

  it('puts the old vault back if the new one does not open from the disk', async () => {
    const [first] = browser.ports.copies;
    const write = first.write.bind(first);
    let writes = 0;
    Object.assign(first, {
      write: (stored: { current?: string }) => {
        writes += 1;
        return write(writes === 1 ? { current: `${stored.current?.slice(0, -9)}` } : stored);
      },
    });

    await expect(remove()).rejects.toThrow(refusal('vault-damaged'));

    expect(await holds(LEAKED, browser)).toEqual([true, true, true]);
  });

  it('keeps the old vault if the new one cannot be read back, as the refusal says', async () => {
    const [first] = browser.ports.copies;
    const read = first.read.bind(first);
    let fails = true;
    Object.assign(first, {
      read: async () => {
        if (!fails || browser.storage.current === made.storage.current) return read();
        fails = false;
        throw new Error('not now');
      },
    });

    await expect(remove()).rejects.toThrow('not now');

    expect(opened(await readState(browser.ports)).binCount).toBe(2);
  });

  it('passes over an entry that another window has removed', async () => {
    await deleteFromBin(browser.ports, [leakedId, 'gone']);
    const calls = browser.calls.length;

    const { content } = await deleteFromBin(browser.ports, [leakedId]);

    expect(content.bin.map(({ id }) => id)).toEqual([otherId]);
    expect(browser.calls).toHaveLength(calls);
  });

  it('ends the undo of what it deletes, and of nothing else', async () => {
    await deleteFromBin(browser.ports, [otherId]);
    expect(opened(await readState(browser.ports)).undo?.ids).toEqual([leakedId]);

    await remove();

    expect(browser.session.undo).toBeUndefined();
  });

  it('says that a copy still has it, also after the user has dismissed that notice', async () => {
    browser.refuseDatabase = true;
    await saveProfile(browser.ports, { profile: GEONODE, pick: false });
    await dismissNotice(browser.ports);

    await remove();

    expect(browser.session.notice).toBe('copy-failing');
    expect(await holds(LEAKED, browser)).toEqual([false, true, true]);
  });

  proves('T28', 'leaves no old text in that copy once a read can write it', async (tried) => {
    for (const then of ['same session', 'dismissed', 'new start']) {
      browser = copyOf(made);
      browser.refuseDatabase = true;
      await remove();
      await inTurn(browser.ports, reconcile);
      expect(await holds(LEAKED, browser), then).toContain(true);
      if (then === 'dismissed') await dismissNotice(browser.ports);
      if (then === 'new start') Object.assign(browser, { session: { dataKey }, rules: [] });
      browser.refuseDatabase = false;

      await inTurn(browser.ports, reconcile);

      expect(await holds(LEAKED, browser), then).toEqual([false, false]);
      expect(browser.session.notice, then).toBeUndefined();
      tried();
    }
  });

  it('changes nothing if the first copy is refused', async () => {
    browser.refuseStorage = true;

    await expect(remove()).rejects.toThrow(refusal('storage-failed'));

    expect([browser.storage, browser.database]).toEqual([made.storage, made.database]);
  });

  it('works if the first place cannot even be read', async () => {
    breakPlace(browser, 'storage');

    await remove();

    expect(browser.session.notice).toBe('copy-failing');
    expect(browser.database.before).toBeUndefined();
  });

  proves('F1', 'leaves the entry in the bin or nowhere at every call', async (tried) => {
    for (const loses of ['background', 'browser'] as const) {
      for (const fault of FAULTS) {
        for (let at = 1, calls = at; calls >= at; at += 1) {
          const broken = copyOf(made);
          const faulty = faultyPorts(broken.ports, fault, at);
          const outcome = await Promise.race([
            inTurn(faulty.ports, remove).then(
              () => 'acknowledged',
              () => 'refused',
            ),
            faulty.dead.then(() => 'dead'),
          ]);
          calls = faulty.calls();
          if (loses === 'browser') Object.assign(broken, { session: { dataKey }, rules: [] });
          await inTurn(broken.ports, reconcile);

          const found = await holds(LEAKED, broken);
          const { binCount } = opened(await readState(broken.ports));
          const where = `${fault} at ${at}, ${loses} gone: ${outcome}, ${JSON.stringify(found)}`;
          const isFailing = broken.session.notice === 'copy-failing';
          if (binCount === 1 && !isFailing) expect(found, where).not.toContain(true);
          if (binCount === 2) expect(outcome, where).not.toBe('acknowledged');
          if (binCount === 2) {
            await remove(broken.ports);
            expect(await holds(LEAKED, broken), `${where}, again`).not.toContain(true);
          }
          tried();
        }
      }
    }
  });
});

describe('emptyBin', () => {
  it('leaves no stored text that opens to any entry', async () => {
    await emptyBin(browser.ports);

    expect(await holds(LEAKED, browser)).toEqual([false, false]);
    expect(await holds(OTHER, browser)).toEqual([false, false]);
    expect(opened(await readState(browser.ports)).binCount).toBe(0);
  });

  it('of an empty bin drops the generation before, which may have an entry', async () => {
    await emptyBin(browser.ports);
    await saveProfile(browser.ports, { profile: GEONODE, pick: false });

    await emptyBin(browser.ports);

    expect([browser.storage.before, browser.database.before]).toEqual([undefined, undefined]);
  });
});
