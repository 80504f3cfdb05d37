/**
 * The journeys with a vault by keyboard alone: the toolbar icon, for which there is a shortcut, and the
 * browser's *Allow* are the only clicks. First run: walkthrough.test.ts; a token: replace-token.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, pressLast, words } from '../lab/pages/controls.mjs';
import { type Walk, walkIn } from '../support/walk';
import {
  arrivals,
  call,
  ENDPOINTS,
  GEONODE,
  GLUWA,
  PROFILES,
  untilInForce,
  type World,
} from './harness';
import { openWorldInUse, prepareProfile } from './prepared';

const NAME = PROFILES.apiKey.name;
const PORT = `${GLUWA}:8443`;
const APP = 'https://app.gluwa.test';

let world: World;
let api: LabPage;
let walk: Walk;

beforeAll(async () => {
  ({ world, page: api } = await openWorldInUse());
  for (const site of [GEONODE, APP]) await world.browser.allowHost(`${site}/*`);
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

/** Goes to the name of the first row. */
async function tabToName(manager: LabPage): Promise<void> {
  const isThere = () => document.activeElement?.matches('.profile-name') ?? false;
  for (let tabs = 0; !(await manager.evaluate(isThere)); tabs += 1) {
    if (tabs > 20) throw new Error('The Tab key does not reach the row.');
    await manager.keyboard.press('Tab');
  }
}

const isOnPick = (popup: LabPage) =>
  popup.waitForFunction(() => document.activeElement?.matches('.choices input:checked'));

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
    await tabToName(manager);
    await pressLast(manager, 'Enter');
    await enter(manager, words('managerDelete'));
    await manager.waitForSelector(button(words('undo')));
    await enter(manager, words('undo'));

    await manager.waitForSelector(`::-p-xpath(//li[.//span[text()="${name}"]])`);
    await manager.close();
  });

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
