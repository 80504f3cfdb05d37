/** Private windows: nothing of ours is there unless the user allows it, and then it says so. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Activity } from '../../src/domain/activity';
import type { LabFirefox } from '../lab/browsers/firefox.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
  whatWasSeen,
} from './harness';
import { loadsOf, styledBy } from './indirect-loads';
import { openWorldInUse } from './prepared';
import { buttonsOfTabs } from './toolbar-buttons';

let world: World;
let page: LabPage;
let neighbour: string;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse());
  neighbour = await world.browser.installNeighbour('tests/e2e/neighbour-extension');
});

afterAll(() => world?.close());

function openPrivately(url: string): Promise<LabPage> {
  if (world.browser.name === 'chromium') return world.chromium.newPrivatePage(neighbour, url);
  // Cast: that browser was started by its own driver.
  return (world.browser as LabFirefox).newPrivatePage(url);
}

async function headerFrom(asking: LabPage): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await fetchStatus(asking, ENDPOINTS.basic);
  return arrivals(world, ENDPOINTS.basic, mark)[0]?.authorization;
}

/** Chromium reloads an extension that it allows there; resolves once the new background knows. */
function untilTold(reason: string): Promise<void> {
  return vi.waitFor(
    async () => expect(await world.keybearer.popupText(page)).toContain(reason),
    PATIENT,
  );
}

async function popupOver(tab: LabPage): Promise<string> {
  const popup = await world.browser.openPopup(tab);
  await popup.waitForSelector('.verdict');
  const text = await popup.evaluate(() => document.body.textContent ?? '');
  await popup.close();
  return text;
}

proves('T21', 'in a private window nothing is sent until it is allowed there', async (tried) => {
  const mark = world.lab.log.mark();
  const hidden = await openPrivately(`${GLUWA}/blank`);

  expect(await headerFrom(hidden)).toBeUndefined();
  expect((await buttonsOfTabs(world)).some(({ isPrivate }) => isPrivate)).toBe(false);
  const opened = world.lab.log.since(mark).filter(({ url }) => url === '/blank');
  expect(opened.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  // The control: in a window that is not private it is.
  expect(await headerFrom(page)).toBeDefined();
  tried(2);
  await hidden.close();
});

proves('T21', 'allowed there, it is sent, and the popup says that it is shared', async (tried) => {
  await world.browser.allowPrivate(true);
  if (world.browser.name === 'chromium') await untilTold(words('lockedUpdate'));
  await world.keybearer.unlock(page, PASSPHRASE);
  await untilInForce(world, GLUWA);
  const hidden = await openPrivately(`${GLUWA}/blank`);

  expect(await headerFrom(hidden)).toBeDefined();
  expect(await popupOver(hidden)).toContain(words('popupIncognito'));
  const named = `${PROFILES.apiKey.name} on ${new URL(GLUWA).host}`;
  await expect
    .poll(async () => (await buttonsOfTabs(world)).find(({ isPrivate }) => isPrivate)?.title)
    .toContain(named);
  tried(2);
  // The line is shown only there: elsewhere it would be noise.
  await page.bringToFront();
  expect(await popupOver(page)).not.toContain(words('popupIncognito'));
  tried();
});

proves('T21', 'allowed there, nothing that is asked for there is written down', async (tried) => {
  const hidden = await openPrivately(`${GLUWA}/blank`);

  expect(await headerFrom(hidden)).toBeDefined();
  await fetchStatus(hidden, `${GLUWA}/v1/asked-in-private`);
  // The later control is there, so an earlier request would be there as well.
  await page.bringToFront();
  await fetchStatus(page, `${ENDPOINTS.basic}?normal=1`);
  await expect.poll(addressesSeen).toContain(`${ENDPOINTS.basic}?normal=…`);
  const kept = JSON.stringify(await world.browser.inBackground(() => chrome.storage.session.get()));
  const tabIds = (await entriesSeen()).map(({ tabId }) => tabId);
  expect(new Set(tabIds).size, 'of one tab alone').toBe(1);
  expect(await addressesSeen()).not.toContain(ENDPOINTS.basic);
  expect(kept).not.toContain('asked-in-private');
  tried(2);
  await hidden.close();
});

proves(
  'T1',
  'allowed there, evil.test includes a style sheet of the API: nothing',
  async (tried) => {
    const hidden = await openPrivately('https://evil.test/blank');

    const loads = await loadsOf(world, hidden, (target) => styledBy(GLUWA, target));

    for (const [name, { headers }] of loads) expect(headers.authorization, name).toBeUndefined();
    tried(loads.size);
  },
);

it('a popup there hears of a lock, though Firefox gives the window a channel of its own', async () => {
  const hidden = await openPrivately(`${GLUWA}/blank`);
  const popup = await world.browser.openPopup(hidden);
  await popup.waitForSelector('.verdict');
  const manager = await world.keybearer.openManager('#/about');

  await manager.evaluate(() => void chrome.runtime.sendMessage({ type: 'vault/lock' }));

  const isTold = () => popup.evaluate(() => document.body.textContent ?? '');
  await expect.poll(isTold).toContain(words('unlockTitle'));
});

async function entriesSeen(): Promise<Activity['entries']> {
  const chunks = Object.entries(await whatWasSeen(world.browser));
  // Cast: only our background writes them.
  return chunks.flatMap(([key, chunk]) =>
    key.startsWith('activity-') ? (chunk as Activity['entries']) : [],
  );
}

async function addressesSeen(): Promise<readonly string[]> {
  return (await entriesSeen()).map(({ address }) => address);
}
