/**
 * A whole journey, and the hosts that the browser has sent requests to meanwhile: only those that the
 * test itself has opened. All names lead to the lab, in Chromium on the ports of the web, in
 * Firefox on every port, so a request to any other host would be seen there.
 */
import { afterAll, beforeAll, expect } from 'vitest';
import type { LabFirefox } from '../lab/browsers/firefox.mjs';
import { PROFILES as ALL_PROFILES } from '../lab/demo/demo-profiles.mjs';
import { proves } from '../support/proves';
import {
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  IXO,
  open,
  openWorld,
  PASSPHRASE,
  untilInForce,
  type World,
} from './harness';

const STRANGER = 'https://stranger.example.com';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** Every host that was asked, or would have been. */
function asked(): string[] {
  const refused =
    world.browser.name === 'firefox'
      ? // Cast: that browser was started by its own driver.
        (world.browser as LabFirefox).refused.map((place) => place.split(':')[0] ?? '')
      : [];
  return [...new Set([...world.lab.log.entries.map(({ host }) => host), ...refused])];
}

proves('T18', 'no host is asked that the user has not opened', async (tried) => {
  const page = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.createVault(page, PASSPHRASE);
  for (const site of [GLUWA, IXO]) await world.browser.allowHost(`${site}/*`);
  await world.keybearer.addProfileForPage(page, ALL_PROFILES.apiKey);
  await world.keybearer.addProfile({ ...ALL_PROFILES.ethereum, use: false });
  await world.keybearer.addProfile(ALL_PROFILES.ixoBearer);
  await untilInForce(world, GLUWA);
  expect(await fetchStatus(page, ENDPOINTS.basic)).toBe(200);
  await world.keybearer.pick(page, ALL_PROFILES.ethereum.name);
  expect(await fetchStatus(page, ENDPOINTS.ethereum)).toBe(200);
  await open(page, ENDPOINTS.ixo);
  await open(page, `${GLUWA}/`);
  const settings = await world.keybearer.openManager('#/settings');
  await settings.close();
  const about = await world.keybearer.openManager('#/about');
  await about.close();
  await world.keybearer.pause(page);
  await world.keybearer.resume(page);
  await world.keybearer.lock(page);
  await world.keybearer.unlock(page, PASSPHRASE);
  await world.keybearer.removeProfile(ALL_PROFILES.ixoBearer.name);
  await world.browser.stopBackground();
  await world.keybearer.popupText(page);
  await world.browser.reloadExtension();

  expect(asked().toSorted()).toEqual(['api.gluwa.test', 'api.ixo.test']);
  // No page of ours, nor the background, has asked one of those.
  const ours = world.lab.log.entries.filter(({ headers }) =>
    /-extension:/.test(`${headers.origin} ${headers.referer}`),
  );
  expect(ours).toEqual([]);
  tried(world.lab.log.entries.length);

  // The control: a stranger would be seen.
  await open(page, STRANGER);
  expect(asked()).toContain(new URL(STRANGER).hostname);
});
