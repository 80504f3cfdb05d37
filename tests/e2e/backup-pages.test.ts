/**
 * Backups by the pages: made in the settings, looked at and merged, and restored on the first run of
 * another vault, with the header on the wire again.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { LAB_SECRETS } from '../lab/canary/lab-secrets.mjs';
import { describeHit, scanProfile } from '../lab/canary/scan-profile.mjs';
import { chooseFile } from '../lab/pages/chosen-file.mjs';
import { button, click, fill, press, words } from '../lab/pages/controls.mjs';
import { chooseFiles } from '../lab/pages/import-page.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  downloaded,
  ENDPOINTS,
  fetchStatus,
  GEONODE,
  GLUWA,
  openWorld,
  PASSPHRASE,
  PROFILES,
  secretsIn,
  untilInForce,
  type World,
} from './harness';
import { prepareVault, sendFrom } from './prepared';
import { canary, untilSessionIsWritten } from './written-session';

/** The key derivation of a file takes seconds, and many times that on a busy machine. */
const SLOW = { timeout: 110_000, interval: 200 };
const TEST_MS = 240_000;

const FILE_PASSPHRASE = 'the passphrase of this backup';

/** Each is typed in one place only. */
const CANARIES = {
  FILE_PASSPHRASE,
  PASSPHRASE,
  'passphrase of a cancelled backup': canary(),
  'passphrase of a killed backup': canary(),
  // The beginning of the text in the file.
  json: '"keybearer-backup":1',
};

let profileDir: string;
let world: World;
let site: LabPage;
let file: string;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'keybearer-backup-pages-'));
  world = await openWorld({ profileDir });
  site = await world.browser.newPage(`${GEONODE}/`);
  for (const host of [GEONODE, GLUWA]) await world.browser.allowHost(`${host}/*`);
  await prepareVault(world, PROFILES.geonode, PROFILES.ethereum);
});

afterAll(async () => {
  await world?.close();
  await rm(profileDir, { recursive: true, force: true });
});

async function stateIn(page: LabPage) {
  const { state } = await sendFrom(page, { type: 'state/read' });
  return state;
}

async function names(page: LabPage): Promise<readonly string[]> {
  const state = await stateIn(page);
  return state?.vault === 'unlocked' ? state.profiles.map(({ name }) => name) : [];
}

/** Opens the file that was saved. */
async function openFile(page: LabPage, passphrase: string, submit = words('restoreBackupOpen')) {
  await chooseFile(page, 'keybearer.age', file);
  await fill(page, words('restoreBackupPassphrase'), passphrase);
  await press(page, submit);
}

async function fillDialog(passphrase: string, filePassphrase: string): Promise<LabPage> {
  const page = await world.keybearer.openManager('#/settings');
  await press(page, words('backupMake'));
  await fill(page, words('backupProof'), passphrase);
  await fill(page, words('backupFilePassphrase'), filePassphrase);
  await fill(page, words('setupRepeat'), filePassphrase);
  return page;
}

/** In one script: a slow driver could come after the end. */
async function startMaking(page: LabPage, isCancelled = false): Promise<void> {
  await page.evaluate(
    async (make, cancel) => {
      const buttons = () => [...document.querySelectorAll<HTMLElement>('dialog button')];
      const find = (name: string) => buttons().find(({ textContent }) => textContent === name);
      find(make)?.click();
      while (find(make)) await new Promise((resolve) => requestAnimationFrame(resolve));
      if (cancel !== '') find(cancel)?.click();
    },
    words('backupMakeNow'),
    isCancelled ? words('cancel') : '',
  );
}

/** Waits as long as a key derivation may take. */
function until(page: LabPage, selector: string, isThere = true): Promise<void> {
  return vi.waitFor(async () => {
    const found = await page.evaluate((which) => document.querySelector(which) !== null, selector);
    if (found !== isThere) throw new Error(`${selector}: ${found}`);
  }, SLOW);
}

describe('a backup', () => {
  proves(
    'T25',
    'is made after the passphrase alone, and saved encrypted',
    async (tried) => {
      const page = await fillDialog('not the passphrase', FILE_PASSPHRASE);
      await press(page, words('backupMakeNow'));
      await until(page, 'dialog [aria-invalid="true"]');
      tried();

      await fill(page, words('backupProof'), PASSPHRASE);
      await press(page, words('backupMakeNow'));
      await until(page, 'dialog', false);
      file = await downloaded(world.browser, /^keybearer.*\.age$/);

      expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
      expect(secretsIn(file, world)).toEqual([]);
      await page.waitForSelector('::-p-xpath(//output[contains(., ".age")])');
      await page.close();
      tried();
    },
    TEST_MS,
  );

  it(
    'says at the field of the passphrase that it does not open the file',
    async () => {
      const page = await world.keybearer.openManager('#/restore');
      await openFile(page, 'another passphrase');

      await until(page, 'input[type="password"][aria-invalid="true"]');
      await page.close();
    },
    TEST_MS,
  );

  it(
    'is known on the import page, and adds what is missing',
    async () => {
      const page = await world.keybearer.openManager('#/about');
      const state = await stateIn(page);
      const gone = state?.vault === 'unlocked' ? state.profiles[0]?.id : undefined;
      await sendFrom(page, { type: 'profile/remove', profileIds: [gone ?? ''] });
      await page.close();

      const restore = await world.keybearer.openManager('#/import');
      await chooseFiles(restore, { 'keybearer.age': file });
      await fill(restore, words('restoreBackupPassphrase'), FILE_PASSPHRASE);
      await press(restore, words('restoreBackupOpen'));
      await until(restore, '.backed-up');
      await press(restore, words('restoreBackupMerge'));
      await until(restore, 'li.profile');

      expect([...(await names(restore))].toSorted()).toEqual(
        [PROFILES.geonode.name, PROFILES.ethereum.name].toSorted(),
      );
      await restore.close();
    },
    TEST_MS,
  );

  it(
    'is restored on first run, and its headers are sent again',
    async () => {
      const page = await world.keybearer.openManager('#/about');
      await sendFrom(page, { type: 'vault/lock' });
      await page.close();
      const over = await world.keybearer.openManager('#/about');
      await sendFrom(over, { type: 'vault/start-over', locked: true });
      await over.close();

      const welcome = await world.keybearer.openManager();
      await click(welcome, 'a[href="#/restore"]');
      await openFile(welcome, FILE_PASSPHRASE, words('restoreBackupFirstOpen'));
      await until(welcome, '.backed-up');
      await press(welcome, words('restore'));
      await until(welcome, 'li.profile');
      await untilInForce(world, GEONODE);

      const mark = world.lab.log.mark();
      await site.bringToFront();
      expect(await fetchStatus(site, ENDPOINTS.geonode)).toBe(200);
      expect(arrivals(world, ENDPOINTS.geonode, mark)[0]?.authorization).toMatch(/^Basic /);
      await welcome.close();
    },
    TEST_MS,
  );

  it(
    'replaces everything only after the passphrase of the vault',
    async () => {
      const page = await world.keybearer.openManager('#/restore');
      await openFile(page, FILE_PASSPHRASE);
      await until(page, '.backed-up');
      await click(page, 'fieldset > div:last-of-type input');
      await press(page, words('restoreBackupReplace'));
      await until(page, 'input[type="password"][aria-invalid="true"]');
      await fill(page, words('backupProof'), FILE_PASSPHRASE);
      await page.waitForSelector(button(words('restoreBackupReplace')));
      await press(page, words('restoreBackupReplace'));
      await until(page, 'li.profile');

      expect(await names(page)).toHaveLength(2);
      await page.close();
    },
    TEST_MS,
  );
});

proves(
  'T7',
  'nothing of a backup is in clear on the disk: cancelled, opened, or killed in the middle',
  async (tried) => {
    const canaries = { ...LAB_SECRETS, ...CANARIES };
    const hits = () => scanProfile(profileDir, canaries).map(describeHit);
    const cancelled = await fillDialog(PASSPHRASE, CANARIES['passphrase of a cancelled backup']);
    await untilSessionIsWritten(world);
    expect(hits()).toEqual([]);
    await cancelled.bringToFront();
    await startMaking(cancelled, true);
    await until(cancelled, 'dialog', false);
    await cancelled.close();

    const restore = await world.keybearer.openManager('#/restore');
    await openFile(restore, FILE_PASSPHRASE);
    await until(restore, '.backed-up');
    await click(restore, 'fieldset > div:last-of-type input');
    await fill(restore, words('backupProof'), PASSPHRASE);
    await untilSessionIsWritten(world);
    expect(hits()).toEqual([]);
    const saved = await readdir(world.browser.downloadDir);
    expect(saved.filter((name) => name.endsWith('.age'))).toEqual([]);
    tried(2 * Object.keys(canaries).length);

    const killed = await fillDialog(PASSPHRASE, CANARIES['passphrase of a killed backup']);
    await startMaking(killed);
    let left: string[] | undefined;
    await world.restartBrowser('kill', async () => {
      left = hits();
    });
    expect(left).toEqual([]);
    tried(Object.keys(canaries).length);
  },
  TEST_MS,
);
