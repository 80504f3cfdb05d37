/**
 * A page without a profile: the profile of the site next door used there, the page let in as a caller
 * of an API, and a stranger's page that tries to be offered either.
 */
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, press, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  call,
  ENDPOINTS,
  GLUWA,
  isAllowed,
  PROFILES,
  placesInForce,
  untilInForce,
  type World,
  whatWasSeen,
} from './harness';
import { openWorldInUse, prepareProfile, requestPermission } from './prepared';

const NAME = PROFILES.apiKey.name;
const HOST = new URL(GLUWA).host;
const PORT = `${GLUWA}:8443`;
const SANDBOX = 'https://sandbox.api.gluwa.test';
const STAGING = 'https://staging.api.gluwa.test';
const APP = 'https://app.gluwa.test';
const ADMIN = 'https://admin.gluwa.test';
const CONSOLE = 'https://console.gluwa.test';
const EVIL = 'https://evil.test';

let world: World;

beforeAll(async () => {
  ({ world } = await openWorldInUse());
});

afterAll(() => world?.close());

const pageAt = (origin: string) => world.browser.newPage(`${origin}/blank`);

/** Whether a fetch by the page's own script carries the header. */
async function carries(page: LabPage, url: string): Promise<boolean> {
  await page.bringToFront();
  const mark = world.lab.log.mark();
  await call(page, 'fetch', url);
  const sent = arrivals(world, url, mark).find(({ method }) => method === 'GET');
  expect(sent, `${url} arrives`).toBeDefined();
  return sent?.authorization !== undefined;
}

/** The text of the popup over a page, once the offers that load on demand are there or may be. */
async function popupOver(page: LabPage): Promise<LabPage> {
  const popup = await world.browser.openPopup(page);
  await popup.waitForSelector(`::-p-aria([name="${words('callHere')}"][role="button"])`);
  return popup;
}

const textOf = (popup: LabPage) => popup.evaluate(() => document.body.innerText);

async function grant(origin: string): Promise<void> {
  await world.browser.allowHost(`${origin}/*`);
  const manager = await world.keybearer.openManager('#/about');
  await requestPermission(world, manager, [`${origin}/*`]);
  await manager.close();
}

/** The origins of the pages whose refused calls are known. */
async function refusedPages(): Promise<readonly string[]> {
  const { seen = {} } = await whatWasSeen(world.browser);
  // Cast: as the background's store writes it.
  const entries = Object.values(seen as Record<string, { verdict: { initiator?: string } }>);
  return entries.flatMap(({ verdict: { initiator } }) => initiator ?? []);
}

describe('the site next door', () => {
  proves('T1', 'one click uses the profile on another port, and nowhere else', async (tried) => {
    const page = await pageAt(PORT);
    expect(await carries(page, `${PORT}/own`)).toBe(false);
    const popup = await world.browser.openPopup(page);
    await press(popup, words('nearUse', NAME));
    await popup.waitForSelector('.verdict.good');
    await popup.close();

    await untilInForce(world, PORT);
    expect(await carries(page, `${PORT}/own`)).toBe(true);
    for (const elsewhere of [`${SANDBOX}:8443/own`, `${SANDBOX}/own`, `${APP}:8443/own`]) {
      expect(await carries(page, elsewhere), elsewhere).toBe(false);
      tried();
    }
    await page.close();
  });

  proves('T1', 'a subdomain takes the browser’s prompt with the same click', async (tried) => {
    await world.browser.allowHost(`${SANDBOX}/*`);
    const page = await pageAt(SANDBOX);
    const popup = await world.browser.openPopup(page);
    await press(popup, words('nearUse', NAME));

    await untilInForce(world, SANDBOX);
    expect(await isAllowed(world, SANDBOX)).toBe(true);
    await popup.close();
    expect(await carries(page, `${SANDBOX}/own`)).toBe(true);
    expect(await carries(page, `${APP}/own`)).toBe(false);
    tried();
    await page.close();
  });
});

describe('a caller', () => {
  proves('T1', 'its calls carry the header once it was let in from its page', async (tried) => {
    await world.browser.allowHost(`${APP}/*`);
    const page = await pageAt(APP);
    expect(await carries(page, ENDPOINTS.basic)).toBe(false);
    const popup = await popupOver(page);
    await press(popup, words('callHere'));
    await press(popup, words('callAllow', NAME));
    await expect.poll(() => isAllowed(world, APP)).toBe(true);
    await press(popup, words('popupReload'));
    await popup.close();

    await expect.poll(() => carries(page, ENDPOINTS.basic)).toBe(true);
    tried();
    await page.close();
  });

  proves(
    ['T1', 'T17'],
    'a refused call of the same owner is offered, and let in',
    async (tried) => {
      await grant(CONSOLE);
      const page = await pageAt(CONSOLE);
      expect(await carries(page, ENDPOINTS.basic)).toBe(false);
      await expect.poll(refusedPages).toContain(CONSOLE);

      const popup = await popupOver(page);
      await expect.poll(() => textOf(popup)).toContain(words('callRefused', HOST));
      await press(popup, words('callAllow', NAME));
      await expect.poll(() => textOf(popup)).not.toContain(words('callRefused', HOST));
      await popup.close();

      await expect.poll(() => carries(page, ENDPOINTS.basic)).toBe(true);
      tried();
      await page.close();
    },
  );

  proves('T17', 'after No it is not offered again', async (tried) => {
    await grant(ADMIN);
    const page = await pageAt(ADMIN);
    await carries(page, ENDPOINTS.basic);
    await expect.poll(refusedPages).toContain(ADMIN);
    const popup = await popupOver(page);
    await press(popup, words('callDecline'));
    await expect.poll(() => textOf(popup)).not.toContain(words('callRefused', HOST));
    await popup.close();

    await carries(page, ENDPOINTS.basic);
    await expect.poll(refusedPages).toContain(ADMIN);
    const again = await popupOver(page);
    expect(await textOf(again)).not.toContain(words('callRefused', HOST));
    tried();
    await again.close();
    await page.close();
  });
});

/** All that a user sees of Keybearer over a page: toolbar button, published state, popup, focus. */
async function shownOver(page: LabPage) {
  const popup = await popupOver(page);
  const inPopup = await popup.evaluate(() => ({
    text: document.body.innerText,
    focused: document.activeElement?.textContent ?? '',
  }));
  await popup.close();
  const shown = await world.browser.inBackground(async (host) => {
    const [tab] = await chrome.tabs.query({ url: `https://${host}/*` });
    const about = { tabId: tab?.id ?? -1 };
    const { state } = await chrome.storage.session.get('state');
    const [badge, title] = await Promise.all([
      chrome.action.getBadgeText(about),
      chrome.action.getTitle(about),
    ]);
    return { badge, title, state: JSON.stringify(state) };
  }, new URL(EVIL).host);
  return { ...inPopup, ...shown };
}

proves(['T1', 'T17'], 'a stranger’s page provokes it, and nothing is shown', async (tried) => {
  // The worst case: otherwise the browser would not even report its calls.
  await grant(EVIL);
  const page = await pageAt(EVIL);
  await page.bringToFront();
  const before = await shownOver(page);
  for (let count = 0; count < 100; count += 1) {
    await call(page, 'fetch', ENDPOINTS.basic);
    tried();
  }
  await expect.poll(refusedPages).toContain(EVIL);

  expect(await shownOver(page)).toEqual(before);
  expect(before.text).not.toContain(words('callRefused', HOST));
  expect(await carries(page, ENDPOINTS.basic)).toBe(false);
  await page.close();
});

proves('T25', 'a key that is put to another host is saved only once confirmed', async (tried) => {
  await prepareProfile(world, { ...PROFILES.ethereum, use: false });
  const page = await pageAt(STAGING);
  const popup = await world.browser.openPopup(page);
  const manager = await world.browser.opened(() =>
    press(popup, words('nearUse', PROFILES.ethereum.name)),
  );
  // The form has the new site already: without a change there is nothing to confirm.
  await press(manager, words('formSave'));
  await manager.waitForSelector(button(words('confirmSave')));

  expect(await placesInForce(world.browser)).not.toContain(`|${STAGING}/`);
  expect(await carries(page, `${STAGING}/own`)).toBe(false);
  tried();
  await manager.close();
  await page.close();
});
