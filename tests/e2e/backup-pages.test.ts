/**
 * Backups by the pages: made in the settings, looked at and merged, and restored on the first run of
 * another vault, with the header on the wire again.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
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

const FILE_PASSPHRASE = 'the passphrase of this backup';

let world: World;
let site: LabPage;
let file: string;

beforeAll(async () => {
  world = await openWorld();
  site = await world.browser.newPage(`${GEONODE}/`);
  for (const host of [GEONODE, GLUWA]) await world.browser.allowHost(`${host}/*`);
  await prepareVault(world, PROFILES.geonode, PROFILES.ethereum);
});

afterAll(() => world?.close());

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

describe('a backup', () => {
  proves('T25', 'is made after the passphrase alone, and saved encrypted', async (tried) => {
    const page = await world.keybearer.openManager('#/settings');
    await press(page, words('backupMake'));
    await fill(page, words('backupProof'), 'not the passphrase');
    await fill(page, words('backupFilePassphrase'), FILE_PASSPHRASE);
    await fill(page, words('setupRepeat'), FILE_PASSPHRASE);
    await press(page, words('backupMakeNow'));
    await page.waitForSelector('dialog [aria-invalid="true"]');
    tried();

    await fill(page, words('backupProof'), PASSPHRASE);
    await press(page, words('backupMakeNow'));
    file = await downloaded(world.browser, /^keybearer.*\.age$/);

    expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(secretsIn(file, world)).toEqual([]);
    await page.waitForSelector('dialog', { hidden: true });
    await page.waitForSelector('::-p-xpath(//output[contains(., ".age")])');
    await page.close();
    tried();
  });

  it('says at the field of the passphrase that it does not open the file', async () => {
    const page = await world.keybearer.openManager('#/restore');
    await openFile(page, 'another passphrase');

    await page.waitForSelector('input[type="password"][aria-invalid="true"]');
    await page.close();
  });

  it('is known on the import page, and adds what is missing', async () => {
    const page = await world.keybearer.openManager('#/about');
    const state = await stateIn(page);
    const gone = state?.vault === 'unlocked' ? state.profiles[0]?.id : undefined;
    await sendFrom(page, { type: 'profile/remove', profileIds: [gone ?? ''] });
    await page.close();

    const restore = await world.keybearer.openManager('#/import');
    await chooseFiles(restore, { 'keybearer.age': file });
    await fill(restore, words('restoreBackupPassphrase'), FILE_PASSPHRASE);
    await press(restore, words('restoreBackupOpen'));
    await restore.waitForSelector('.backed-up');
    await press(restore, words('restoreBackupMerge'));
    await restore.waitForSelector('li.profile');

    expect([...(await names(restore))].toSorted()).toEqual(
      [PROFILES.geonode.name, PROFILES.ethereum.name].toSorted(),
    );
    await restore.close();
  });

  it('is restored on first run, and its headers are sent again', async () => {
    const page = await world.keybearer.openManager('#/about');
    await sendFrom(page, { type: 'vault/lock' });
    await page.close();
    const over = await world.keybearer.openManager('#/about');
    await sendFrom(over, { type: 'vault/start-over', locked: true });
    await over.close();

    const welcome = await world.keybearer.openManager();
    await click(welcome, 'a[href="#/restore"]');
    await openFile(welcome, FILE_PASSPHRASE, words('restoreBackupFirstOpen'));
    await welcome.waitForSelector('.backed-up');
    await press(welcome, words('restore'));
    await welcome.waitForSelector('li.profile');
    await untilInForce(world, GEONODE);

    const mark = world.lab.log.mark();
    await site.bringToFront();
    expect(await fetchStatus(site, ENDPOINTS.geonode)).toBe(200);
    expect(arrivals(world, ENDPOINTS.geonode, mark)[0]?.authorization).toMatch(/^Basic /);
    await welcome.close();
  });

  it('replaces everything only after the passphrase of the vault', async () => {
    const page = await world.keybearer.openManager('#/restore');
    await openFile(page, FILE_PASSPHRASE);
    await page.waitForSelector('.backed-up');
    await click(page, 'fieldset > div:last-of-type input');
    await press(page, words('restoreBackupReplace'));
    await page.waitForSelector('input[type="password"][aria-invalid="true"]');
    await fill(page, words('backupProof'), FILE_PASSPHRASE);
    await page.waitForSelector(button(words('restoreBackupReplace')));
    await press(page, words('restoreBackupReplace'));
    await page.waitForSelector('li.profile');

    expect(await names(page)).toHaveLength(2);
    await page.close();
  });
});
