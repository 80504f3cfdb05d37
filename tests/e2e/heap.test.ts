/**
 * After the lock nothing that runs still holds a secret: heap snapshots of the background, of an
 * open manager in which a credential was typed, a backup made or restored or a file imported, and of the
 * popup that locked. Chromium only: no tool takes one of an extension's page in Firefox.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { LOGIN_ACCOUNT, LOGIN_ANSWER_MARK } from '../lab/apis/login-api.mjs';
import { NOTES } from '../lab/demo/demo-profiles.mjs';
import { words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import { downloaded, GLUWA, openWorld, untilInForce, type World } from './harness';
import { choose, give, heapOf, push, type, untilSays } from './heap-pages';

/** Each secret is typed once, so that its holder can be found. */
const PASSPHRASE = 'canary passphrase 5f1c0b7e';
const PASSWORD = 'canary-password-93d2aa41';
const PRIVATE_KEY = 'a1c4e7fa0b3d6e91c4f72a5d8b0e3c6f91a4d7ea0b3d6c9f1e4a7d0b3c6f9e2d';
const HEADER = Buffer.from(`canary:${PASSWORD}`).toString('base64');

const MANAGER = 'src/manager/manager.html';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** Unlocks there and saves a profile of two headers, typed in. */
async function workIn(manager: Page): Promise<void> {
  await type(manager, words('unlockPassphrase'), PASSPHRASE);
  await push(manager, words('unlock'));
  await untilSays(manager, words('lock'));
  await manager.evaluate(() => {
    location.hash = '#/profile/new';
  });
  await type(manager, words('formName'), 'Canary');
  await type(manager, words('formSite'), GLUWA);
  await choose(manager, words('scheme_basic'), 0);
  await type(manager, words('field_basic_username'), 'canary');
  await type(manager, words('field_basic_password'), PASSWORD);
  await manager.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  await push(manager, words('formAddHeader'));
  await choose(manager, words('scheme_gluwa_ethereum'), 1);
  await type(manager, words('field_gluwa_ethereum_privateKey'), PRIVATE_KEY);
}

proves(
  'T14',
  'no heap has a secret after the lock, and before it they can be found',
  async (tried) => {
    const page = await world.chromium.newPage(`${GLUWA}/`);
    await world.keybearer.createVault(page, PASSPHRASE);
    await world.browser.allowHost(`${GLUWA}/*`);
    await world.keybearer.addProfile({
      name: 'Allows the site',
      site: GLUWA,
      scheme: words('scheme_bearer'),
      fields: { [words('field_bearer_token')]: 'x' },
    });
    await untilInForce(world, GLUWA);
    await world.keybearer.lock(page);

    const manager = await world.chromium.newPage(`${world.browser.extensionOrigin}/${MANAGER}`);
    const ofManager = await manager.createCDPSession();
    await workIn(manager);
    // The control: the text being typed is found.
    const typed = await heapOf(ofManager);
    for (const secret of [PASSWORD, PRIVATE_KEY]) expect(typed.includes(secret)).toBe(true);
    await push(manager, words('formSave'));
    await untilSays(manager, words('managerEdit'));
    const { dataKey } = (await world.browser.inBackground(() =>
      chrome.storage.session.get('dataKey'),
    )) as { dataKey: string };
    expect(dataKey).toMatch(/^[\w+/]{43}=$/);

    await page.bringToFront();
    const popup = await world.chromium.openPopup(page);
    await push(popup, words('lock'));
    await untilSays(popup, words('unlockTitle'));
    await untilSays(manager, words('unlockTitle'));

    const { client: ofBackground } = await world.chromium.worker();
    const contexts = {
      background: ofBackground,
      manager: ofManager,
      popup: await popup.createCDPSession(),
    };
    const secrets = { PASSPHRASE, PASSWORD, PRIVATE_KEY, HEADER, dataKey };
    const found: string[] = [];
    for (const [context, client] of Object.entries(contexts)) {
      const heap = await heapOf(client);
      // The control: a key of our state, which every context of ours reads.
      expect(heap.includes('autoLockMinutes'), context).toBe(true);
      for (const [name, secret] of Object.entries(secrets)) {
        if (heap.includes(secret)) found.push(`${context}: ${name}`);
        tried();
      }
    }
    expect(found).toEqual([]);
  },
);

/** The passphrase of a file is typed once too. */
const OF_FILES = {
  closed: 'canary of a closed dialog 2c8f41d0',
  cancelled: 'canary of a cancelled backup 3d90e5b7',
  made: 'canary of a backup that was made 1b7ea34c',
  locked: 'canary of a backup that a lock ended 4ea16f92',
};

/** As snapshots spell it. */
const JSON_OF_BACKUP = JSON.stringify('"keybearer-backup":1').slice(1, -1);

const IN_FILE = 'canary-in-a-file-71f3c0d9';
const IN_REVIEW = 'canary-in-a-review-8a2e5b16';
const FILE = [IN_FILE, '{{token}}'].map((token, index) => ({
  version: 2,
  title: `Canary ${index}`,
  shortTitle: 'C',
  headers: [{ enabled: true, name: 'Authorization', value: `Bearer ${token}` }],
  urlFilters: [{ enabled: true, urlRegex: `.*://canary-${index}.test/.*` }],
}));

/** All that are alive, by their paths. */
function ownTargets() {
  const { browser, extensionOrigin } = world.chromium;
  return browser.targets().filter((target) => target.url().startsWith(extensionOrigin));
}

/** Only these two may be left: no popup, and neither page nor worker of a cipher or an import. */
async function foundIn(manager: Page, secrets: Readonly<Record<string, string>>) {
  const types = () => ownTargets().map((target) => target.type());
  await expect
    .poll(() => types().toSorted(), { timeout: 20_000 })
    .toEqual(['page', 'service_worker']);
  expect(manager.workers()).toEqual([]);
  const found: string[] = [];
  for (const target of ownTargets()) {
    const client = await target.createCDPSession();
    const heap = await heapOf(client);
    await client.detach();
    expect(heap.includes('autoLockMinutes'), target.type()).toBe(true);
    for (const [name, secret] of Object.entries(secrets)) {
      if (heap.includes(secret)) found.push(`${target.type()}: ${name}`);
    }
  }
  return found;
}

/** A timer that is still running may hold a text for a moment; a leak holds it for good. */
async function untilGone(manager: Page, secrets: Readonly<Record<string, string>>) {
  await expect.poll(() => foundIn(manager, secrets), { timeout: 60_000 }).toEqual([]);
}

/** The manager alone, over an open vault. */
async function openManager(hash: string): Promise<Page> {
  for (const target of ownTargets()) {
    if (target.type() === 'page') await (await target.page())?.close();
  }
  const page = await world.chromium.newPage(`${GLUWA}/`);
  await world.keybearer.unlock(page, PASSPHRASE);
  await page.close();
  const address = `${world.browser.extensionOrigin}/${MANAGER}${hash}`;
  const manager = await world.chromium.newPage(address);
  await untilSays(manager, words('lock'));
  return manager;
}

async function lockFrom(manager: Page): Promise<void> {
  await manager.evaluate(() => void chrome.runtime.sendMessage({ type: 'vault/lock' }));
  await untilSays(manager, words('unlockTitle'));
}

async function fillDialog(manager: Page, filePassphrase: string): Promise<void> {
  await push(manager, words('backupMake'));
  await type(manager, words('backupProof'), PASSPHRASE);
  await type(manager, words('backupFilePassphrase'), filePassphrase);
  await type(manager, words('setupRepeat'), filePassphrase);
}

async function untilNoDialog(manager: Page): Promise<void> {
  await expect
    .poll(() => manager.evaluate(() => document.querySelector('dialog') === null), {
      timeout: 110_000,
    })
    .toBe(true);
}

/** The file is being encrypted. */
async function untilCipher(): Promise<void> {
  const addresses = () => ownTargets().map((target) => target.url());
  await expect.poll(() => addresses().join(), { timeout: 110_000 }).toContain('cipher');
}

const OF_BACKUPS = { ...OF_FILES, PASSPHRASE, JSON_OF_BACKUP };
const OF_VAULT = { PASSWORD, PRIVATE_KEY, HEADER };
/** Key derivations, typed texts and snapshots. */
const LONG_MS = 300_000;

proves(
  'T14',
  'no heap has a secret of a backup that was cancelled or made, nor after a lock in the middle of one',
  async (tried) => {
    const manager = await openManager('#/settings');
    await fillDialog(manager, OF_FILES.closed);
    // The control.
    expect(await foundIn(manager, OF_BACKUPS)).toEqual(['page: closed', 'page: PASSPHRASE']);
    await push(manager, words('cancel'));
    await untilNoDialog(manager);
    await fillDialog(manager, OF_FILES.cancelled);
    await push(manager, words('backupMakeNow'));
    await untilCipher();
    await push(manager, words('cancel'));
    await untilNoDialog(manager);
    await untilGone(manager, OF_BACKUPS);
    tried(2 * Object.keys(OF_BACKUPS).length);

    await fillDialog(manager, OF_FILES.made);
    await push(manager, words('backupMakeNow'));
    await untilNoDialog(manager);
    await untilGone(manager, OF_BACKUPS);
    tried(2 * Object.keys(OF_BACKUPS).length);

    await fillDialog(manager, OF_FILES.locked);
    await push(manager, words('backupMakeNow'));
    await untilCipher();
    await lockFrom(manager);
    const all = { ...OF_BACKUPS, ...OF_VAULT };
    await untilGone(manager, all);
    tried(2 * Object.keys(all).length);
  },
  LONG_MS,
);

proves(
  'T14',
  'no heap has a secret of an opened backup or of an import under review after a lock',
  async (tried) => {
    const file = await downloaded(world.browser, /^keybearer.*\.age$/);
    const manager = await openManager('#/restore');
    await give(manager, 'choose', file);
    await type(manager, words('restoreBackupPassphrase'), OF_FILES.made);
    await push(manager, words('restoreBackupOpen'));
    await untilSays(manager, words('restoreBackupHow'));
    await manager.evaluate(() => {
      document.querySelector<HTMLElement>('fieldset > div:last-of-type input')?.click();
    });
    await type(manager, words('backupProof'), PASSPHRASE);
    await lockFrom(manager);
    const all = { ...OF_BACKUPS, ...OF_VAULT };
    await untilGone(manager, all);
    tried(2 * Object.keys(all).length);

    const importing = await openManager('#/import');
    await give(importing, 'paste', JSON.stringify(FILE));
    await type(importing, words('field_bearer_token'), IN_REVIEW);
    const ofImport = { IN_FILE, IN_REVIEW };
    // The control.
    expect(await foundIn(importing, ofImport)).toEqual(['page: IN_FILE', 'page: IN_REVIEW']);
    await lockFrom(importing);
    await untilGone(importing, { ...ofImport, PASSPHRASE, ...OF_VAULT });
    tried(2 * Object.keys(ofImport).length);
  },
  LONG_MS,
);

proves(
  'T14',
  'no heap has a value of the answer of a login that was tried',
  async (tried) => {
    const { host } = new URL(NOTES);
    const { username, password } = LOGIN_ACCOUNT;
    await world.browser.allowHost(`${NOTES}/*`);
    const manager = await openManager('#/profile/new');
    await untilSays(manager, words('scheme_login_token'));
    await choose(manager, words('scheme_login_token'), 0);
    await type(manager, words('field_login_token_url'), `${NOTES}/auth/login/`);
    const fields = words('fieldOptional', words('field_login_token_fields'));
    await type(manager, fields, `username=${username}`);
    await type(manager, words('field_login_token_secretFields'), `password=${password}`);
    await push(manager, words('tryLogin', host));
    await untilSays(manager, '/data/session');

    const [token = '', refresh = ''] = world.lab.logins.issued;
    const ofAnswer = { token, refresh, LOGIN_ANSWER_MARK };
    expect(token).not.toBe('');
    // The control: the names of the members, and what was typed.
    expect(await foundIn(manager, { NAME: '/data/session', TYPED: username })).toContain(
      'page: NAME',
    );
    await untilGone(manager, ofAnswer);
    tried(2 * Object.keys(ofAnswer).length);
  },
  LONG_MS,
);
