/**
 * The journeys with a vault by keyboard alone: the toolbar icon, for which there is a shortcut, and the
 * browser's *Allow* are the only clicks. First run: walkthrough.test.ts; a token: replace-token.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { chooseFile } from '../lab/pages/chosen-file.mjs';
import { button, pressLast, words } from '../lab/pages/controls.mjs';
import { pasteSource, reviewRow, untilReviewed } from '../lab/pages/import-page.mjs';
import { backupOf } from '../lab/pages/made-backups.mjs';
import { type Walk, walkIn } from '../support/walk';
import {
  arrivals,
  call,
  downloaded,
  ENDPOINTS,
  GEONODE,
  GLUWA,
  PASSPHRASE,
  PROFILES,
  untilInForce,
  type World,
} from './harness';
import { openWorldInUse, prepareProfile } from './prepared';

const NAME = PROFILES.apiKey.name;
const PORT = `${GLUWA}:8443`;
const APP = 'https://app.gluwa.test';
const SHOP = 'https://api.shop.test';
const EVERYWHERE = 'https://api.everywhere.test';

/** Both profiles of the file want a site. */
const MODHEADER = JSON.stringify(
  ['Everywhere', 'Elsewhere'].map((title) => ({
    version: 2,
    title,
    headers: [{ enabled: true, name: 'Authorization', value: `Bearer of-${title}` }],
  })),
);
const BACKUP = {
  'keybearer-backup': 1,
  madeAt: Date.UTC(2026, 0, 15),
  profiles: [
    {
      name: 'From a backup',
      sites: [{ origin: SHOP, path: '/' }],
      headers: [{ schemeId: 'bearer', fields: { token: 'of-the-backup' } }],
    },
  ],
};
/** The key derivation of a file takes seconds, and many times that on a busy machine. */
const SLOW = { timeout: 110_000, interval: 200 };
const TEST_MS = 240_000;

let world: World;
let api: LabPage;
let walk: Walk;

beforeAll(async () => {
  ({ world, page: api } = await openWorldInUse());
  for (const site of [GEONODE, APP, SHOP, EVERYWHERE]) await world.browser.allowHost(`${site}/*`);
  walk = walkIn(world, 'keyboard', 'dist/walkthrough/keyboard');
});

afterAll(() => world?.close());

const pageAt = (origin: string) => world.browser.newPage(`${origin}/blank`);

/** The header of the next request that the page's own script sends. */
async function sentBy(page: LabPage, url: string): Promise<string | undefined> {
  await page.bringToFront();
  const mark = world.lab.log.mark();
  await call(page, 'fetch', url);
  return arrivals(world, url, mark).find(({ method }) => method === 'GET')?.authorization;
}

/** Goes to a control by Tab and presses it. */
async function enter(on: LabPage, name: string): Promise<void> {
  await on.waitForSelector(button(name));
  await walk.tabTo(on, name);
  await pressLast(on, 'Enter');
}

const rowCount = () => document.querySelectorAll('li.profile').length;

/** Whether the focus is on such a control, and no bar of the page covers it. */
const isOn = (page: LabPage, selector: string) =>
  page.evaluate((wanted) => {
    const focused = document.activeElement;
    if (!focused?.matches(wanted)) return false;
    const { left, top, width, height } = focused.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return focused === seen || focused.contains(seen);
  }, selector);

const untilOn = (page: LabPage, selector: string) =>
  expect.poll(() => isOn(page, selector), { message: selector }).toBe(true);

/** A new view: its heading has the focus, from which the next Tab goes to its first control. */
async function untilHeading(page: LabPage, title: string): Promise<void> {
  await page.waitForSelector(`::-p-xpath(//h1[text()="${title}"])`);
  await untilOn(page, 'h1');
}

async function tabToFirst(page: LabPage, selector: string): Promise<void> {
  for (let tabs = 0; !(await isOn(page, selector)); tabs += 1) {
    if (tabs > 30) throw new Error(`The Tab key does not reach ${selector}.`);
    await page.keyboard.press('Tab');
  }
}

/**
 * Goes by the Tab key from the heading to the last control, and back by Shift and Tab.
 *
 * @param within - The part of the page whose controls there are.
 * @returns what differs on the way back: another control, or one that a bar of the page covers.
 */
async function wrongOnTheWayBack(page: LabPage, within: string): Promise<readonly string[]> {
  const there: string[] = [];
  for (let isLast = false; !isLast; ) {
    await page.keyboard.press('Tab');
    const now = await focusIn(page, within);
    there.push(now.name);
    isLast = now.isLast;
    if (there.length > 80) throw new Error(`The Tab key does not reach the end of ${within}.`);
  }
  const wrong: string[] = [];
  for (const name of there.slice(0, -1).reverse()) {
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    const now = await focusIn(page, within);
    if (now.name !== name) wrong.push(`${now.name} in place of ${name}`);
    if (!(await isOn(page, '*'))) wrong.push(`${now.name} is covered`);
  }
  return wrong;
}

/** The control that has the focus, by its place among all: texts may come up between them meanwhile. */
const focusIn = (page: LabPage, within: string) =>
  page.evaluate((part) => {
    const control = 'a[href], button, input, select, textarea, summary';
    const controls = [...document.querySelectorAll(`:is(${part}) :is(${control})`)].filter(
      (each) => each.matches(':not(:disabled, [tabindex="-1"])') && each.checkVisibility(),
    );
    const focused = document.activeElement ?? document.body;
    const place = controls.indexOf(focused);
    const text = focused.getAttribute('aria-label') ?? focused.textContent ?? '';
    return {
      name: `${place} ${focused.localName} ${text.trim().slice(0, 40)}`,
      isLast: focused === controls.at(-1),
    };
  }, within);

const said = (page: LabPage, selector: string) =>
  page.evaluate(
    (which) => [...document.querySelectorAll(which)].map((each) => each.textContent).join(' '),
    selector,
  );

/** @throws Error that shows the control that has the focus instead. */
async function isOnPick(popup: LabPage): Promise<void> {
  const found = popup.waitForFunction(() =>
    document.activeElement?.matches('.choices input:checked'),
  );
  await found.catch(async (cause: unknown) => {
    const at = await popup.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
    throw new Error(`the focus is on ${at}`, { cause });
  });
}

/** The row that is picked. */
const picked = (popup: LabPage) =>
  popup.evaluate(() => document.querySelector('.choice:has(:checked)')?.textContent ?? '');

describe('by keyboard alone', () => {
  it('another API gets its form, in which the user types at once', async () => {
    const page = await pageAt(GEONODE);
    const popup = await walk.openPopup(page);
    // The one thing to do here has the focus.
    await popup.waitForFunction(() => document.activeElement?.matches('[data-first=true]'));
    const manager = await world.browser.opened(() => pressLast(popup, 'Enter'));
    await manager.waitForFunction(() => document.activeElement?.matches('.need input'));

    await expect.poll(() => manager.evaluate(() => document.body.innerText)).toContain(GEONODE);
    await manager.close();
    await page.close();
  });

  it('the profile is switched by an arrow and Enter, and off by a digit and Space', async () => {
    await prepareProfile(world, { ...PROFILES.ethereum, use: false });
    const popup = await walk.openPopup(api);
    await isOnPick(popup);
    await popup.keyboard.press('ArrowDown');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector(button(words('popupReload')));
    await expect.poll(() => picked(popup)).toContain(PROFILES.ethereum.name);

    await popup.keyboard.press('0');
    expect(await picked(popup)).toContain(PROFILES.ethereum.name);
    await popup.keyboard.press('Space');
    await expect.poll(() => picked(popup)).toContain(words('popupOff'));
    await popup.keyboard.press('1');
    await popup.keyboard.press('Space');
    await expect.poll(() => picked(popup)).toContain(NAME);
    await popup.close();

    await expect.poll(() => sentBy(api, ENDPOINTS.basic)).toMatch(/^Basic /);
  });

  it('the profile of the site next door is used', async () => {
    const page = await pageAt(PORT);
    const popup = await walk.openPopup(page);
    await enter(popup, words('nearUse', NAME));
    await popup.waitForSelector('.verdict.good');
    await isOnPick(popup);
    await popup.close();

    await untilInForce(world, PORT);
    expect(await sentBy(page, `${PORT}/own`)).toMatch(/^Basic /);
    await page.close();
  });

  it('the profile is duplicated, and the copy gets its own password', async () => {
    await api.bringToFront();
    const popup = await walk.openPopup(api);
    await isOnPick(popup);
    await popup.keyboard.press('ContextMenu');
    await popup.waitForSelector('[role=menuitem]:focus');
    await walk.arrowTo(popup, words('rowDuplicate'));
    const manager = await world.browser.opened(() => pressLast(popup, 'Enter'));
    await manager.waitForSelector(`::-p-xpath(//h1[text()="${words('formEditTitle')}"])`);
    await enter(manager, words('formReplace'));
    await walk.type(manager, words('field_basic_password'), 'pässwort-of-tomorrow');
    await manager.keyboard.press('Enter');

    const copy = words('copyName', NAME);
    await manager.waitForSelector(`::-p-xpath(//output[contains(., "${copy}")])`);
    await manager.close();
  });

  it('a page is let in as a caller', async () => {
    const page = await pageAt(APP);
    const popup = await walk.openPopup(page);
    await enter(popup, words('callHere'));
    await popup.waitForFunction(() => document.activeElement?.matches('input[name=caller]'));
    await popup.keyboard.press('Space');
    await enter(popup, words('callAllow', NAME));
    await enter(popup, words('popupReload'));
    await popup.close();

    await expect.poll(() => sentBy(page, ENDPOINTS.basic)).toMatch(/^Basic /);
    await page.close();
  });

  it('one profile of the list is found and deleted, and the deletion is undone', async () => {
    const { name } = PROFILES.ethereum;
    const manager = await world.keybearer.openManager('#/');
    await manager.waitForSelector('li.profile');
    await walk.search(manager, name);
    await expect.poll(() => manager.evaluate(rowCount)).toBe(1);
    await tabToFirst(manager, '.profile-name');
    await pressLast(manager, 'Enter');
    await enter(manager, words('managerDelete'));
    await manager.waitForSelector(button(words('undo')));
    await enter(manager, words('undo'));

    await manager.waitForSelector(`::-p-xpath(//li[.//span[text()="${name}"]])`);
    await manager.close();
  });

  it('a pasted export is reviewed, completed in its rows, and saved', async () => {
    const manager = await world.keybearer.openManager('#/');
    await manager.waitForSelector('li.profile');
    await walk.tabTo(manager, words('importOpen'));
    await pressLast(manager, 'Enter');
    await untilHeading(manager, words('importTitle'));
    await walk.tabTo(manager, words('importPaste'));
    await pasteSource(manager, 'What is this?');
    await manager.waitForSelector('.import .problem');
    await untilOn(manager, '.drop-area button');
    await walk.tabTo(manager, words('importPaste'));
    await pasteSource(manager, MODHEADER);
    await untilReviewed(manager);
    await untilHeading(manager, words('importReviewTitle'));
    expect(await said(manager, '[role=status]')).toContain(words('importNotReady', '2'));

    for (const name of ['Everywhere', 'Elsewhere']) {
      await manager.keyboard.press('Tab');
      await walk.type(manager, words('formSite'), EVERYWHERE);
      const isReady = `::-p-xpath(${reviewRow(name)}/input[not(@disabled)])`;
      await manager.waitForSelector(isReady);
      await untilOn(manager, '.import-row input');
    }
    await walk.tabTo(manager, words('importPick'));
    await pressLast(manager, 'Space');
    await walk.tabTo(manager, words('importSave', '2'));
    await pressLast(manager, 'Enter');

    await untilHeading(manager, words('managerTitle'));
    await expect.poll(() => said(manager, 'output')).toContain(words('savedMany', '2'));
    await manager.close();
  });

  it(
    'a backup is made: Escape leaves it, and the button has the focus afterwards',
    async () => {
      const manager = await world.keybearer.openManager('#/settings');
      const isOpener = async () => {
        await manager.waitForSelector('dialog', { hidden: true });
        const focused = () => manager.evaluate(() => document.activeElement?.textContent);
        await expect.poll(focused).toBe(words('backupMake'));
      };
      await enter(manager, words('backupMake'));
      await untilOn(manager, 'dialog input[type=password]');
      await manager.keyboard.press('Escape');
      await isOpener();

      await manager.keyboard.press('Enter');
      await untilOn(manager, 'dialog input[type=password]');
      await manager.keyboard.sendCharacter(PASSPHRASE);
      await walk.tabTo(manager, words('backupSamePassphrase'));
      await pressLast(manager, 'Space');
      await walk.tabTo(manager, words('backupMakeNow'));
      await pressLast(manager, 'Enter');
      await vi.waitFor(async () => expect(await manager.$('dialog')).toBeNull(), SLOW);

      await isOpener();
      await expect.poll(() => said(manager, 'output')).toContain('.age');
      await downloaded(world.browser, /^keybearer.*\.age$/);
      await manager.close();
    },
    TEST_MS,
  );

  it(
    'a backup is opened, looked at and added',
    async () => {
      const file = await backupOf(BACKUP, PASSPHRASE);
      const manager = await world.keybearer.openManager('#/settings');
      await enter(manager, words('backupRestore'));
      await untilHeading(manager, words('restoreBackupTitle'));
      await walk.tabTo(manager, words('restoreBackupFile'));
      // The browser's own dialog opens by Enter, and is no page.
      await chooseFile(manager, 'keybearer.age', file);
      await walk.type(manager, words('restoreBackupPassphrase'), 'another');
      await pressLast(manager, 'Enter');
      await vi.waitFor(() => untilOn(manager, 'input[aria-invalid=true]'), SLOW);

      // It is selected, so that typing replaces it.
      await manager.keyboard.sendCharacter(PASSPHRASE);
      await pressLast(manager, 'Enter');
      await vi.waitFor(async () => expect(await manager.$('.backed-up')).not.toBeNull(), SLOW);
      await untilHeading(manager, words('restoreBackupTitle'));
      await tabToFirst(manager, 'input[type=radio]');
      await manager.keyboard.press('ArrowDown');
      await manager.waitForSelector(button(words('restoreBackupReplace')));
      await manager.keyboard.press('ArrowUp');
      await tabToFirst(manager, 'button.primary');
      await pressLast(manager, 'Enter');

      // The list is scrolled to the saved profile, so its heading may be out of sight.
      const focused = () => manager.evaluate(() => document.activeElement?.textContent);
      await vi.waitFor(async () => expect(await focused()).toBe(words('managerTitle')), SLOW);
      await expect.poll(() => said(manager, 'output')).toContain('From a backup');
      await manager.close();
    },
    TEST_MS,
  );

  it(
    'Shift and Tab lead back over each control, and no bar covers it',
    async () => {
      const manager = await world.keybearer.openManager('#/import');
      await untilHeading(manager, words('importTitle'));
      expect(await wrongOnTheWayBack(manager, 'main')).toEqual([]);
      await pasteSource(manager, MODHEADER);
      await untilReviewed(manager);
      await untilHeading(manager, words('importReviewTitle'));
      expect(await wrongOnTheWayBack(manager, 'main')).toEqual([]);
      await manager.close();

      const restore = await world.keybearer.openManager('#/restore');
      await untilHeading(restore, words('restoreBackupTitle'));
      expect(await wrongOnTheWayBack(restore, 'main')).toEqual([]);
      await chooseFile(restore, 'keybearer.age', await backupOf(BACKUP, PASSPHRASE));
      await walk.type(restore, words('restoreBackupPassphrase'), PASSPHRASE);
      await pressLast(restore, 'Enter');
      await vi.waitFor(async () => expect(await restore.$('.backed-up')).not.toBeNull(), SLOW);
      await untilHeading(restore, words('restoreBackupTitle'));
      expect(await wrongOnTheWayBack(restore, 'main')).toEqual([]);
      await restore.close();

      const settings = await world.keybearer.openManager('#/settings');
      await enter(settings, words('backupMake'));
      await settings.waitForSelector('dialog .suggestion');
      await untilOn(settings, 'dialog input[type=password]');
      expect(await wrongOnTheWayBack(settings, 'dialog')).toEqual([]);
      await settings.close();

      const list = await world.keybearer.openManager('#/');
      await list.waitForSelector('.profile-name');
      await tabToFirst(list, '.profile-name');
      // The only profile of a list is open already.
      if (await isOn(list, '[aria-expanded=false]')) await pressLast(list, 'Enter');
      await enter(list, words('shareAction'));
      await list.waitForSelector('dialog[open] .fingerprint');
      expect(await wrongOnTheWayBack(list, 'dialog')).toEqual([]);
      await list.close();
    },
    TEST_MS,
  );

  // The last one: it ends with an empty vault.
  it('a forgotten passphrase leads to a new vault', async () => {
    await world.keybearer.lock(api);
    const popup = await walk.openPopup(api);
    await popup.waitForSelector(button(words('lockedOutTitle')));
    await walk.tabTo(popup, words('lockedOutTitle'));
    const manager = await world.browser.opened(() => pressLast(popup, 'Enter'));
    const phrase = words('startOverPhrase');
    await manager.waitForSelector(button(words('startOver')));
    await walk.type(manager, words('startOverConfirm', phrase), phrase);
    await enter(manager, words('startOver'));

    await manager.waitForSelector(button(words('setupCreate')));
    await manager.close();
  });
});
