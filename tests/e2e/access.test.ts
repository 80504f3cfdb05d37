/** Sites and access: the list, giving back a host in use, and the offer for one that nothing names. */
import { afterAll, beforeAll, expect } from 'vitest';
import type { BinnedItem } from '../../src/domain/bin';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { IXO_AUTH } from '../lab/demo/demo-profiles.mjs';
import { click, press, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GEONODE,
  GLUWA,
  IXO,
  isAllowed,
  PROFILES,
  placesInForce,
  untilInForce,
  type World,
} from './harness';
import { openWorldInUse, prepareProfile, requestPermission, sendFrom } from './prepared';
import { buttonsOfTabs } from './toolbar-buttons';

/** The time for an undo, and a slow computer. */
const AFTER_UNDO = { timeout: 30_000 };

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse());
});

afterAll(() => world?.close());

async function headerSent(): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await page.bringToFront();
  await fetchStatus(page, ENDPOINTS.basic);
  return arrivals(world, ENDPOINTS.basic, mark)[0]?.authorization;
}

const textOf = (shown: LabPage) => shown.evaluate(() => document.body.innerText);
const hostOf = (origin: string) => new URL(origin).host;

/** The button of a host in the list. */
function rowButton(origin: string, name: string): string {
  return `::-p-xpath(//ul[@class="hosts"]/li[.//strong[text()="${hostOf(origin)}"]]//button[text()="${name}"])`;
}

async function idOf(manager: LabPage, name: string): Promise<string> {
  const { state } = (await sendFrom(manager, { type: 'state/read' })) as {
    state?: { profiles: readonly { id: string; name: string }[] };
  };
  const found = state?.profiles.find((each) => each.name === name);
  if (!found) throw new Error(`no profile ${name}`);
  return found.id;
}

const remove = async (manager: LabPage, name: string) =>
  sendFrom(manager, { type: 'profile/remove', profileIds: [await idOf(manager, name)] });

proves('F8', 'a host given back on the page sends nothing from then on', async (tried) => {
  expect(await headerSent()).toBeDefined();
  const manager = await world.keybearer.openManager('#/access');
  await click(manager, rowButton(GLUWA, words('accessGiveBack')));
  // In use: it says first what stops.
  await manager.waitForSelector('dialog[open]');
  expect(await textOf(manager)).toContain(words('accessLosesSite', PROFILES.apiKey.name));
  await click(manager, 'dialog button.danger');

  await expect.poll(() => isAllowed(world, GLUWA)).toBe(false);
  await expect.poll(() => placesInForce(world.browser)).toEqual([]);
  expect(await headerSent()).toBeUndefined();
  tried();
  const badges = async () => (await buttonsOfTabs(world)).map(({ badge }) => badge);
  await expect.poll(badges).toContain('!');
  expect(await world.keybearer.verdict(page)).toContain(words('cause_not_allowed', hostOf(GLUWA)));
  tried();

  await world.browser.allowHost(`${GLUWA}/*`);
  await manager.bringToFront();
  // Chromium grants a host again on its own page if it was granted once.
  if (!(await isAllowed(world, GLUWA)))
    await click(manager, rowButton(GLUWA, words('accessAllow')));
  await untilInForce(world, GLUWA);
  await manager.waitForSelector(rowButton(GLUWA, words('accessGiveBack')));
  expect(await headerSent()).toBeDefined();
  tried();
  await manager.close();
});

proves(
  'T18',
  'all sites, given back, leave the hosts that were granted beside them',
  async (tried) => {
    const everywhere = 'https://*/*';
    await world.browser.allowHost(everywhere);
    const manager = await world.keybearer.openManager('#/access');
    await requestPermission(world, manager, [everywhere]);
    const row = `::-p-xpath(//li[.//strong[text()="${words('accessEveryHost')}"]]//button)`;
    await click(manager, row);

    await manager.waitForSelector('output.good');
    await expect.poll(() => isAllowed(world, GLUWA)).toBe(true);
    expect(await isAllowed(world, 'https://elsewhere.test')).toBe(false);
    await untilInForce(world, GLUWA);
    expect(await headerSent()).toBeDefined();
    tried();
    await manager.close();
  },
);

proves('T18', 'a host is offered back once nothing names it, and no other goes', async (tried) => {
  for (const origin of [GEONODE, IXO, IXO_AUTH]) await world.browser.allowHost(`${origin}/*`);
  await prepareProfile(world, PROFILES.ixoClient);
  await prepareProfile(world, { ...PROFILES.geonode, callers: IXO });
  const manager = await world.keybearer.openManager('#/settings');
  await requestPermission(world, manager, [`${IXO_AUTH}/*`]);
  await manager.bringToFront();

  await remove(manager, PROFILES.ixoClient.name);

  // IXO itself is still a caller.
  const offer = words('accessOffer', hostOf(IXO_AUTH));
  await expect.poll(() => textOf(manager), AFTER_UNDO).toContain(offer);
  await press(manager, words('accessGiveBack'));
  await expect.poll(() => isAllowed(world, IXO_AUTH)).toBe(false);
  tried();
  for (const origin of [IXO, GEONODE, GLUWA]) {
    expect(await isAllowed(world, origin), origin).toBe(true);
    tried();
  }

  await remove(manager, PROFILES.geonode.name);
  const others = words('accessOffer', [GEONODE, IXO].map(hostOf).join(', '));
  await expect.poll(() => textOf(manager), AFTER_UNDO).toContain(others);
  await press(manager, words('accessKeep'));
  await manager.reload();
  await manager.waitForSelector('h1');
  // Known once the page has asked the browser, as the list does too.
  await manager.evaluate(() => (location.hash = '#/access'));
  await manager.waitForSelector(rowButton(IXO, words('accessGiveBack')));
  await manager.evaluate(() => (location.hash = '#/settings'));
  await manager.waitForSelector(`::-p-xpath(//h1[text()="${words('settingsTitle')}"])`);
  expect(await textOf(manager)).not.toContain(words('accessOffer', '').slice(0, -1));
  expect(await isAllowed(world, IXO)).toBe(true);
  tried();

  // The bin brings the profile back, and not the access.
  // Cast: the answer to that question.
  const bin = (await sendFrom(manager, { type: 'bin/list' })) as unknown as readonly BinnedItem[];
  const binned = bin.find(({ name }) => name === PROFILES.ixoClient.name);
  if (!binned) throw new Error(`not in the bin: ${JSON.stringify(bin)}`);
  await sendFrom(manager, { type: 'bin/restore', id: binned.id });
  await manager.evaluate(() => (location.hash = '#/access'));
  await manager.waitForSelector(rowButton(IXO_AUTH, words('accessAllow')));
  expect(await isAllowed(world, IXO_AUTH)).toBe(false);
  tried();
  await manager.close();
});
