/**
 * Our open pages hear that something has changed, never a secret, and keep no background awake.
 * Decision 2 (docs/decisions/0002-pages-never-receive-a-credential.md).
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LabFirefox } from '../lab/browsers/firefox.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { press, words } from '../lab/pages/keybearer.mjs';
import { proves } from '../support/proves';
import {
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  PASSPHRASE,
  PROFILES,
  secretsIn,
  untilInForce,
  type World,
} from './harness';
import { openWorldInUse, prepareProfile } from './prepared';

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse());
});

afterAll(() => world?.close());

/** A document of our origin without a script of ours, so that a lock does not reload it. */
const QUIET_PAGE = 'manifest.json';

/** @param events - Also the browser's own events, for which our pages do not ask. */
async function recorder(events: boolean): Promise<LabPage> {
  const made = await world.browser.newPage(`${world.browser.extensionOrigin}/${QUIET_PAGE}`);
  await made.evaluate((all) => {
    const got: unknown[] = [];
    Object.assign(globalThis, { got });
    const channel = new BroadcastChannel('published');
    channel.onmessage = ({ data }) => void got.push(data);
    Object.assign(globalThis, { channel });
    if (all) chrome.storage.session.onChanged.addListener((changes) => void got.push(changes));
  }, events);
  return made;
}

function heardBy(recording: LabPage): Promise<unknown[]> {
  return recording.evaluate(() => (globalThis as unknown as { got: unknown[] }).got);
}

/** The number of our pages that are sent the events of the browser. */
async function listenersOf(ours: readonly LabPage[]): Promise<number> {
  if (world.browser.name === 'firefox') {
    // Cast: that browser was started by its own driver.
    return (await (world.browser as LabFirefox).call('sessionListeners')) ?? 0;
  }
  const counts = await Promise.all(
    ours.map((each) =>
      each.evaluate(() => {
        const { storage, runtime } = chrome as unknown as Record<string, Events>;
        const { session, local, sync, managed } = storage as unknown as Record<string, Events>;
        const events = [storage, session, local, sync, managed].map((area) => area?.onChanged);
        return [...events, runtime?.onMessage].filter((event) => event?.hasListeners()).length;
        interface Events {
          readonly onChanged?: { hasListeners(): boolean };
          readonly onMessage?: { hasListeners(): boolean };
        }
      }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function dataKeyIn(text: string): Promise<string[]> {
  const { dataKey } = await world.browser.inBackground(() => chrome.storage.session.get('dataKey'));
  expect(dataKey).toMatch(/^[\w+/]{43}=$/);
  return text.includes(String(dataKey)) ? ['data key'] : [];
}

proves('T14', 'pages hear no secret through a whole journey', async (tried) => {
  const quiet = await recorder(false);
  const manager = await world.keybearer.openManager();
  await manager.waitForSelector('.profile');
  await page.bringToFront();
  const popup = await world.browser.openPopup(page);
  await popup.waitForSelector('.verdict');
  expect(await listenersOf([manager, popup])).toBe(0);
  tried();
  await popup.close();
  // The control: such a listener is counted, and is sent what the pages must not hear.
  const all = await recorder(true);
  expect(await listenersOf([manager, all])).toBe(1);

  await world.keybearer.lock(page);
  await world.keybearer.unlock(page, PASSPHRASE);
  await prepareProfile(world, { ...PROFILES.ethereum, use: false });
  await page.bringToFront();
  await world.keybearer.pick(page, PROFILES.ethereum.name);
  await untilInForce(world, GLUWA);
  await fetchStatus(page, ENDPOINTS.ethereum);
  await world.keybearer.pick(page, PROFILES.apiKey.name);
  await fetchStatus(page, ENDPOINTS.basic);
  const keys = await dataKeyIn(JSON.stringify(await heardBy(all)));
  const [heard, events] = [await heardBy(quiet), JSON.stringify(await heardBy(all))];

  expect(new Set(heard)).toEqual(new Set(['state', 'activity']));
  expect(secretsIn(JSON.stringify(heard), world)).toEqual([]);
  tried(heard.length);
  expect(keys).toEqual(['data key']);
  expect(secretsIn(events, world)).toContain('API key of Gluwa');
  for (const each of [quiet, all, manager]) await each.close();
});

it('a manager shows what changes elsewhere, and a lock', async () => {
  const manager = await world.keybearer.openManager();
  await manager.waitForSelector('.profile');

  await prepareProfile(world, { ...PROFILES.apiKey, name: 'Added elsewhere', use: false });

  await manager.waitForSelector('::-p-xpath(//*[text()="Added elsewhere"])');
  await page.bringToFront();
  await world.keybearer.lock(page);
  await manager.waitForSelector(`::-p-xpath(//*[text()="${words('unlockTitle')}"])`);
  await manager.close();
  await page.bringToFront();
  await world.keybearer.unlock(page, PASSPHRASE);
});

it('the background sleeps while manager and popup are open, and wakes for them', async () => {
  const manager = await world.keybearer.openManager();
  await manager.waitForSelector('.profile');
  await page.bringToFront();
  const popup = await world.browser.openPopup(page);
  await popup.waitForSelector('.verdict');

  await world.browser.untilBackgroundSleeps();

  await press(popup, words('lock'));
  await manager.waitForSelector(`::-p-xpath(//*[text()="${words('unlockTitle')}"])`);
  await popup.close();
  await manager.close();
});
