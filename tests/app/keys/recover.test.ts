import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { exportCopies, restoreCopy, startOver } from '../../../src/app/keys/recover';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { turnsOn } from '../../../src/app/turns';
import { decodeContent, EMPTY_CONTENT, encodeContent } from '../../../src/vault/content';
import type { DataKey } from '../../../src/vault/data-key';
import { decodeEnvelope, ENVELOPE_FORMAT, encodeEnvelope } from '../../../src/vault/envelope';
import { createEnvelope, openContent } from '../../../src/vault/vault';
import { opened } from '../../support/app-states';
import { breakPlace, flipped, stored, textOf } from '../../support/copies';
import { GEONODE, SANDBOX_ADMIN } from '../../support/drafts';
import { resealed } from '../../support/envelopes';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';
import later from '../../vectors/vault-later-format.json';

const PASSPHRASE = 'correct horse battery staple';

let older: string;
let newest: string;
let browser: FakeBrowser;

beforeAll(async () => {
  const content = encodeContent(EMPTY_CONTENT);
  const { envelope, dataKey } = await createEnvelope(PASSPHRASE, content);
  older = encodeEnvelope(envelope);
  newest = encodeEnvelope(await resealed(envelope, dataKey, content));
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.storage = stored('damaged', 'damaged too');
  browser.database = stored('damaged');
  browser.rules = [];
});

describe('exportCopies', () => {
  it('gives each text once, intact or not', async () => {
    browser.storage = stored(newest, older);
    browser.database = stored('damaged', older);

    expect(await exportCopies(browser.ports)).toEqual([newest, older, 'damaged']);
  });

  it('gives the readable copy where the other place cannot be read', async () => {
    browser.database = stored(newest);
    breakPlace(browser, 'storage');

    expect(await exportCopies(browser.ports)).toEqual([newest]);
  });
});

describe('exportCopies of an open vault', () => {
  let open: FakeBrowser;
  let dataKey: DataKey;

  /** Its bin has a profile, and so has the generation before. */
  beforeEach(async () => {
    open = fakeBrowser();
    await createVault(open.ports, PASSPHRASE);
    await saveProfile(open.ports, { profile: GEONODE, pick: false });
    const { content } = await saveProfile(open.ports, { profile: SANDBOX_ADMIN, pick: true });
    const profileIds = content.profiles.slice(1).map(({ id }) => id);
    ({ dataKey } = await removeProfiles(open.ports, { profileIds }));
  });

  const contentOf = async (text: string) =>
    decodeContent(await openContent(decodeEnvelope(text), dataKey));

  proves('T28', 'is one copy without the bin and the generation before', async (tried) => {
    const [text = '', ...others] = await exportCopies(open.ports);

    expect(others).toEqual([]);
    const { bin, ...content } = await contentOf(text);
    expect(bin).toEqual([]);
    expect(content.profiles.map(({ name }) => name)).toEqual([GEONODE.name]);
    expect(JSON.stringify(content)).not.toContain('"1234"');
    expect((await contentOf(open.storage.current ?? '')).bin).toHaveLength(1);
    tried();
  });

  it('changes nothing that is stored', async () => {
    const { storage, database } = structuredClone({ ...open, ports: undefined });

    await exportCopies(open.ports);

    expect([open.storage, open.database]).toEqual([storage, database]);
  });

  it('can be restored, and opens with the passphrase', async () => {
    await restoreCopy(browser.ports, (await exportCopies(open.ports)).join('\n\n'));
    await unlock(browser.ports, PASSPHRASE);

    const state = opened(await readState(browser.ports));
    expect([state.profiles.map(({ name }) => name), state.binCount]).toEqual([[GEONODE.name], 0]);
  });

  it('is every stored text once it is locked', async () => {
    await lock(open.ports);

    const { current = '', before = '' } = open.storage;
    expect(await exportCopies(open.ports)).toEqual([current, before]);
  });

  it('is every stored text if the vault is damaged under the open session', async () => {
    open.storage = stored('damaged');
    open.database = stored('damaged too');

    expect(await exportCopies(open.ports)).toEqual(['damaged', 'damaged too']);
  });

  it('is not lost by a lock that overtakes it', async () => {
    const turns = turnsOn(open.ports, async () => {});
    const [first] = open.ports.copies;
    const read = first.read.bind(first);
    let locking: Promise<unknown> | undefined;
    Object.assign(first, {
      read: () => {
        locking ??= turns.takeNow((ports) => lock(ports));
        return read();
      },
    });

    const texts = await turns.take(exportCopies);
    await locking;

    expect(texts.length).toBeGreaterThan(0);
    expect(open.session.dataKey).toBeUndefined();
  });
});

describe('restoreCopy', () => {
  const restore = (file: string) => restoreCopy(browser.ports, file);

  proves('F3', 'a copy from a file replaces a damaged vault, and opens', async (tried) => {
    await restore(newest);

    expect([browser.storage, browser.database]).toEqual([stored(newest), stored(newest)]);
    expect((await readState(browser.ports)).vault).toBe('locked');
    await unlock(browser.ports, PASSPHRASE);
    expect((await readState(browser.ports)).vault).toBe('unlocked');
    tried();
  });

  it.each<[string, () => string]>([
    ['several copies', () => [older, newest].join('\n\n')],
    ['a damaged one before it', () => ['damaged', flipped(newest, 99), newest].join('\n\n')],
    ['the line ends of another system', () => `${newest.replace('\n', '\r\n')}\r\n`],
    ['the mark that editors put in front', () => `\ufeff${newest}`],
    ['words around it', () => `Saved in March.\n\n  ${newest}  \n\nKeep it.`],
  ])('takes the newest of a file with %s', async (_, file) => {
    await restore(file());

    expect(browser.storage).toEqual(stored(newest));
  });

  it('takes an exported copy', async () => {
    const other = fakeBrowser();
    other.storage = stored(newest, older);

    await restore(`${(await exportCopies(other.ports)).join('\n\n')}\n`);

    expect(browser.storage).toEqual(stored(newest));
  });

  it.each<
    [
      string,
      () => string,
      'vault-damaged' | 'vault-newer',
      'file-no-copy' | 'file-damaged' | 'file-newer',
    ]
  >([
    ['is empty', () => '', 'vault-damaged', 'file-no-copy'],
    ['is something else', () => '{"vault":"no"}', 'vault-damaged', 'file-no-copy'],
    ['is damaged', () => flipped(newest, 200), 'vault-damaged', 'file-damaged'],
    ['ends too early', () => newest.slice(0, -5), 'vault-damaged', 'file-damaged'],
    [
      'is of a later format',
      () => textOf({ format: ENVELOPE_FORMAT + 1 }),
      'vault-newer',
      'file-newer',
    ],
    [
      'has one of a later format beside',
      () => `${newest}\n${textOf({ format: ENVELOPE_FORMAT + 1 })}`,
      'vault-newer',
      'file-newer',
    ],
  ])('says so of a file that %s, and changes nothing', async (_, file, code, problem) => {
    await expect(restore(file())).rejects.toThrow(refusal(code, undefined, problem));

    expect(browser.storage).toEqual(stored('damaged', 'damaged too'));
    expect(browser.database).toEqual(stored('damaged'));
  });

  it('refuses while there is a vault that can be read', async () => {
    browser.database = stored(older);

    await expect(restore(newest)).rejects.toThrow(refusal('vault-exists'));
    expect(browser.database).toEqual(stored(older));
  });

  it('refuses over a vault of a later version', async () => {
    browser.database = stored(later.closed);

    await expect(restore(newest)).rejects.toThrow(refusal('vault-newer'));
    expect(browser.storage).toEqual(stored('damaged', 'damaged too'));
  });

  it('takes a copy where there is no vault', async () => {
    browser = fakeBrowser();

    await restore(newest);

    expect(browser.storage).toEqual(stored(newest));
  });

  it('takes a copy into the one place that works', async () => {
    breakPlace(browser, 'storage');

    await restore(newest);

    expect((await readState(browser.ports)).vault).toBe('locked');
  });
});

describe('startOver', () => {
  it('leaves nothing, and the next thing is a first run', async () => {
    browser.session = { generation: 7, notice: 'older-restored' };

    await startOver(browser.ports, false);

    const state = await readState(browser.ports);
    expect(state.vault).toBe('missing');
    expect(state.notice).toBeUndefined();
    expect([browser.storage, browser.database]).toEqual([{}, {}]);
  });

  it.each<[string, () => string, 'vault-exists' | 'vault-newer']>([
    ['can be read', () => older, 'vault-exists'],
    ['a later version has written', () => later.closed, 'vault-newer'],
  ])('deletes nothing while there is a copy that %s', async (_, text, code) => {
    browser.database = stored('damaged', text());

    await expect(startOver(browser.ports, false)).rejects.toThrow(refusal(code));
    expect(await exportCopies(browser.ports)).toContain(text());
  });

  it('deletes a readable vault where it is locked, and the user confirms', async () => {
    browser.database = stored(older);

    await startOver(browser.ports, true);

    expect((await readState(browser.ports)).vault).toBe('missing');
  });

  it('never deletes an open vault', async () => {
    browser.database = stored(older);
    browser.session = { dataKey: 'any' as DataKey };

    await expect(startOver(browser.ports, true)).rejects.toThrow(refusal('vault-exists'));
    expect(await exportCopies(browser.ports)).toContain(older);
  });

  it('never deletes a vault of a later version', async () => {
    browser.database = stored('damaged', later.closed);

    await expect(startOver(browser.ports, true)).rejects.toThrow(refusal('vault-newer'));
  });
});
