/** A minute at an unlocked computer: a stored key goes no further, and a wider header is told. */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, fill, press, tick, typeInto, words } from '../lab/pages/controls.mjs';
import { openEditor } from '../lab/pages/keybearer.mjs';
import { field, pressOption } from '../lab/pages/profile-form.mjs';
import { rowOf } from '../lab/pages/profile-row.mjs';
import { proves } from '../support/proves';
import { arrivals, fetchStatus, GEONODE, PASSPHRASE, PROFILES, type World } from './harness';
import { openWorldInUse, prepareProfile } from './prepared';

/** Answers without a challenge, for which the browser would ask for a password. */
const ENDPOINT = `${GEONODE}/blank`;
const KEY = PROFILES.ethereum.name;
const ADMIN = { ...PROFILES.apiKey, name: 'Admin' };

let world: World;
let gluwa: LabPage;
let geonode: LabPage;

beforeAll(async () => {
  ({ world, page: gluwa } = await openWorldInUse(PROFILES.ethereum));
  await prepareProfile(world, ADMIN);
  await world.browser.allowHost(`${GEONODE}/*`);
  geonode = await world.browser.newPage(ENDPOINT);
});

afterAll(() => world?.close());

/** The header that the other site's server receives with a request by its own script. */
async function sentElsewhere() {
  await geonode.bringToFront();
  const mark = world.lab.log.mark();
  await fetchStatus(geonode, ENDPOINT);
  const [arrived] = arrivals(world, ENDPOINT, mark);
  return arrived?.signature ?? arrived?.authorization;
}

/** Adds the other site in the form, and presses Save. */
async function addSite(name: string): Promise<LabPage> {
  const manager = await world.keybearer.openManager();
  await openEditor(manager, name);
  await pressOption(manager, words('formAddSite'));
  // The first site is a chip.
  await typeInto(manager, field('formSite'), GEONODE);
  await press(manager, words('formSave'));
  return manager;
}

async function answer(manager: LabPage, passphrase: string) {
  await fill(manager, words('unlockPassphrase'), passphrase);
  await press(manager, words('confirmSave'));
}

const isListed = (manager: LabPage, name: string) =>
  manager.waitForSelector(`::-p-xpath(${rowOf(name)})`);

async function lockAndUnlock() {
  await gluwa.bringToFront();
  await world.keybearer.lock(gluwa);
  await world.keybearer.unlock(gluwa, PASSPHRASE);
}

describe('a wallet key', () => {
  proves('T25', 'another site is asked for, and after a lock again', async (tried) => {
    const manager = await addSite(KEY);
    await answer(manager, 'not the passphrase');
    const alert = await manager.waitForSelector('dialog [role="alert"]');
    expect(await alert?.evaluate(({ textContent }) => textContent)).toBe(
      words('error_passphrase_wrong'),
    );
    tried();

    await answer(manager, PASSPHRASE);
    await isListed(manager, KEY);
    await manager.close();
    await geonode.bringToFront();
    await world.keybearer.pick(geonode, KEY);
    expect(await sentElsewhere()).toMatch(/./);

    await lockAndUnlock();
    const again = await world.keybearer.openManager();
    await openEditor(again, KEY);
    await tick(again, words('formOwnForms'));
    await press(again, words('formSave'));
    await again.waitForSelector(button(words('confirmSave')));
    await again.close();
    tried();
  });
});

describe('a header that is the secret itself', () => {
  proves('T25', 'it is told once after the next unlock, and taken back', async (tried) => {
    const manager = await addSite(ADMIN.name);
    await isListed(manager, ADMIN.name);
    await manager.close();
    await geonode.bringToFront();
    await world.keybearer.pick(geonode, ADMIN.name);
    expect(await sentElsewhere()).toMatch(/^Basic /);
    const told = words('widened', ADMIN.name, GEONODE);
    expect(await world.keybearer.popupText(gluwa)).not.toContain(told);

    await lockAndUnlock();
    const popup = await world.browser.openPopup(gluwa);
    const notice = `//div[./p[text()="${told}"]]`;
    await popup.waitForSelector(`::-p-xpath(${notice})`);
    const remove = await popup.waitForSelector(
      `::-p-xpath(${notice}//button[text()="${words('widenedRemove')}"])`,
    );
    await remove?.click();
    await popup.waitForSelector(`::-p-xpath(${notice})`, { hidden: true });
    await popup.close();

    expect(await sentElsewhere()).toBeUndefined();
    tried();
  });
});
