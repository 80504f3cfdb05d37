/** The toolbar button says who one is in each tab, and a lock leaves no name on it. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { click, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import { ENDPOINTS, fetchStatus, GLUWA, PASSPHRASE, PROFILES, type World } from './harness';
import { openWorldInUse, prepareProfile } from './prepared';
import { buttonOfAll, buttonsOfTabs } from './toolbar-buttons';

const NAME = 'Sandbox admin';
const HOST = 'api.gluwa.test';
const NAMED = `${NAME} on ${HOST}`;

let world: World;
let page: LabPage;
let foreign: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse({ ...PROFILES.apiKey, name: NAME }));
  foreign = await world.browser.newPage('https://evil.test/blank');
  await page.bringToFront();
});

afterAll(() => world?.close());

/** The badge and the title of the API's tab. */
async function here(): Promise<string> {
  const button = (await buttonsOfTabs(world)).find(({ url }) => url.startsWith(GLUWA));
  return `${button?.badge}|${button?.title}`;
}

/** Those of the tabs whose address the browser does not tell. */
async function elsewhere(): Promise<string[]> {
  const buttons = (await buttonsOfTabs(world)).filter(({ url }) => !url.startsWith(GLUWA));
  return [...new Set(buttons.map(({ badge, title }) => `${badge}|${title}`))];
}

proves('T7', 'the profile in use is named in the site’s tab alone', async (tried) => {
  await expect.poll(here).toContain(`SA|${NAMED}`);

  expect(await elsewhere()).toEqual([`|${words('toolbarIdle')}`]);
  expect(await buttonOfAll(world)).toEqual(['', words('toolbarIdle')]);
  tried(3);
});

it('says the last status, also after the tab has opened another page', async () => {
  expect(await fetchStatus(page, ENDPOINTS.basic)).toBe(200);
  await expect.poll(here).toBe(`SA|${NAMED} · 200`);

  await page.goto(`${GLUWA}/blank?another`);
  await expect.poll(here).toContain(`SA|${NAMED}`);
  await page.reload();
  await expect.poll(here).toContain(`SA|${NAMED}`);
});

it('is neutral when the tab leaves for a page whose address is not told', async () => {
  await page.goto('https://evil.test/blank?left');
  await expect.poll(elsewhere).toEqual([`|${words('toolbarIdle')}`]);
  expect(await here()).toBe('undefined|undefined');

  await page.goto(`${GLUWA}/blank`);
  await expect.poll(here).toContain(`SA|${NAMED}`);
});

proves('T1', 'a foreign page changes neither badge nor title', async (tried) => {
  const before = [await here(), await elsewhere()];
  await foreign.bringToFront();
  for (const way of ['no-cors', 'cors'] as const) {
    await foreign.evaluate(
      (url, mode) =>
        fetch(url, { mode })
          .catch(() => undefined)
          .then(() => undefined),
      ENDPOINTS.basic,
      way,
    );
    tried();
  }
  // A later result of the site's own tab is there, so an earlier one would be, too.
  await page.bringToFront();
  expect(await fetchStatus(page, ENDPOINTS.basic)).toBe(200);
  await expect.poll(here).toBe(`SA|${NAMED} · 200`);
  expect(await elsewhere()).toEqual(before[1]);
});

it('is painted again by a background that starts', async () => {
  await world.browser.stopBackground();

  await expect.poll(here).toContain(`SA|${NAMED}`);
});

it('says off, and who comes next by the shortcut', async () => {
  await prepareProfile(world, { ...PROFILES.apiKey, name: '🦊 robot', use: false });
  await page.bringToFront();
  await world.keybearer.pick(page, words('popupOff'));
  await expect.poll(here).toBe(`|${words('toolbarOff')}`);
  if (inject('browser') === 'firefox') return world.keybearer.pick(page, NAME);

  for (const expected of [`SA|${NAMED}`, `🦊R|🦊 robot on ${HOST}`, `|${words('toolbarOff')}`]) {
    await pressNext();
    await expect.poll(here).toContain(expected);
  }
  await pressNext();
  await expect.poll(here).toContain(`SA|${NAMED}`);
});

/** A driver presses no shortcut of the browser: Chromium's worker hears this as one. */
function pressNext(): Promise<void> {
  return world.browser.inBackground(async (site) => {
    const tabs = await chrome.tabs.query({});
    const tab = tabs.find(({ url = '' }) => url.startsWith(site));
    if (tab) chrome.commands.onCommand.dispatch('next-profile', tab);
  }, GLUWA);
}

proves('T7', 'the setting takes the names away, and gives them back', async (tried) => {
  const settings = await world.keybearer.openManager('#/settings');
  const names = `::-p-xpath(//label[normalize-space()='${words('settingsNamesInToolbar')}']/input)`;
  await click(settings, names);
  await expect.poll(here).toBe(`|${words('toolbarInUse')}`);
  await click(settings, names);
  await expect.poll(here).toContain(`SA|${NAMED}`);
  await settings.close();
  tried();
});

proves('T7', 'a lock leaves no name in any tab', async (tried) => {
  await page.bringToFront();
  await world.keybearer.lock(page);

  const locked = `|${words('toolbarLocked')}`;
  await expect.poll(here).toBe(locked);
  await expect.poll(elsewhere).toEqual([locked]);
  tried();

  await world.browser.stopBackground();
  await page.reload();
  await expect.poll(here).toBe(locked);
  await world.keybearer.unlock(page, PASSPHRASE);
  await expect.poll(here).toContain(`SA|${NAMED}`);
  tried();
});
