/** A permission taken away in the browser's own interface while it is in use, and given again. */
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { initialsOf } from '../../src/domain/initials';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { press, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  call,
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  open,
  PROFILES,
  placesInForce,
  untilInForce,
  type World,
} from './harness';
import { openWorldInUse } from './prepared';
import { buttonsOfTabs } from './toolbar-buttons';

const APP = 'https://app.test';

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse());
});

afterAll(() => world?.close());

async function headerSent(): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await fetchStatus(page, ENDPOINTS.basic);
  return arrivals(world, ENDPOINTS.basic, mark)[0]?.authorization;
}

/** Each badge that some tab has: after a revocation the browser does not tell which site a tab shows. */
async function badges(): Promise<string[]> {
  return [...new Set((await buttonsOfTabs(world)).map(({ badge }) => badge))].sort();
}

function textOf(popup: LabPage): Promise<string> {
  return popup.evaluate(() => document.body.textContent ?? '');
}

proves(
  'F8',
  'an open popup and the toolbar tell it at once, and a grant is all it needs',
  async (tried) => {
    expect(await headerSent()).toBeDefined();
    const popup = await world.browser.openPopup(page);
    await expect.poll(() => textOf(popup)).toMatch(/Adding|sent Authorization/);
    await expect.poll(badges).toEqual(['', initialsOf(PROFILES.apiKey.name)]);

    await world.browser.revokeHost(`${GLUWA}/*`);

    // The popup that is open already shows it.
    await expect
      .poll(() => textOf(popup))
      .toContain(words('cause_not_allowed', new URL(GLUWA).host));
    await expect.poll(badges).toEqual(['', '!']);
    expect(await headerSent()).toBeUndefined();
    tried();

    await world.browser.allowHost(`${GLUWA}/*`);
    // Chromium grants a host again on its own page, without a click of ours, if it was granted once.
    if (inject('browser') === 'firefox') await press(popup, words('verdictAllowHere'));

    await expect.poll(() => textOf(popup)).toMatch(/Adding|sent Authorization/);
    await expect.poll(badges).toEqual(['', initialsOf(PROFILES.apiKey.name)]);
    expect(await headerSent()).toBeDefined();
    tried();
    await popup.close();
  },
);

/**
 * Measured: in Chromium a rule for a host that was taken away goes on working where the page that asks
 * is of a host that was not. So it is not left to the browser.
 */
proves('F8', 'a caller that is still allowed sends nothing there any more', async (tried) => {
  await world.browser.allowHost(`${APP}/*`);
  await world.keybearer.addProfile({ ...PROFILES.apiKey, name: 'With a caller', callers: APP });
  await untilInForce(world, GLUWA);
  await open(page, `${APP}/blank`);
  await expect.poll(headerFromCaller).toBeDefined();

  await world.browser.revokeHost(`${GLUWA}/*`);

  await expect.poll(() => placesInForce(world.browser)).toEqual([]);
  expect(await headerFromCaller()).toBeUndefined();
  await open(page, `${APP}/blank`);
  expect(await headerFromCaller()).toBeUndefined();
  tried(2);
});

async function headerFromCaller(): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await call(page, 'fetch', ENDPOINTS.basic);
  // The preflight does not count; it never carries a header.
  const sent = arrivals(world, ENDPOINTS.basic, mark).find(({ method }) => method === 'GET');
  expect(sent, 'it arrives, with the header or without').toBeDefined();
  return sent?.authorization;
}
