/** A site that answers our header with a session cookie of its own: the popup says so, until the lock. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { words } from '../lab/pages/keybearer.mjs';
import { fetchStatus, GLUWA, open, PASSPHRASE, type World } from './harness';
import { openWorldInUse } from './prepared';

const COOKIE = 'canary-cookie-5b1e';
const SAID = words('verdictCookie');

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse());
});

afterAll(() => world?.close());

const session = () => world.browser.inBackground(() => chrome.storage.session.get());

it('is remembered by its site while that can be seen, and never itself', async () => {
  await open(page, `${GLUWA}/blank`);
  await world.keybearer.untilVerdict(page, 'Working');
  expect(await world.keybearer.popupText(page)).not.toContain(SAID);

  if (world.browser.name === 'chromium') await seenInActivityOnly();
  await fetchStatus(page, `${GLUWA}/cookie?sid=${COOKIE}`);

  await expect.poll(() => world.keybearer.popupText(page)).toContain(SAID);
  const kept = JSON.stringify(await session());
  expect(kept).toContain(`"cookieSites":["${GLUWA}"]`);
  expect(kept).not.toContain(COOKIE);
});

/** Chromium tells of cookies only while the activity is open. */
async function seenInActivityOnly(): Promise<void> {
  await fetchStatus(page, `${GLUWA}/cookie?sid=first`);
  const seen = async () => JSON.stringify(await session());
  await expect.poll(seen).toContain(`${GLUWA}/cookie`);
  expect(await seen()).toContain('"cookieSites":[]');
  const manager = await world.keybearer.openManager('#/activity');
  await manager.waitForSelector('.activity');
  await page.bringToFront();
}

it('is forgotten by a lock', async () => {
  await world.keybearer.lock(page);
  expect(JSON.stringify(await session())).not.toContain('cookieSites');

  await world.keybearer.unlock(page, PASSPHRASE);

  expect(await world.keybearer.popupText(page)).not.toContain(SAID);
});
