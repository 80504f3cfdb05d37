/** The popup calls a header set only where the very address of the tab would carry it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { words } from '../lab/pages/keybearer.mjs';
import { arrivals, ENDPOINTS, fetchStatus, GLUWA, open, PROFILES, type World } from './harness';
import { openWorldInUse, prepareProfile } from './prepared';

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse({ ...PROFILES.apiKey, path: '/v1' }));
});

afterAll(() => world?.close());

/** Opens the address in the tab. @returns whether it carried a header. */
async function opened(url: string): Promise<boolean> {
  const mark = world.lab.log.mark();
  await open(page, url);
  return arrivals(world, url, mark)[0]?.authorization !== undefined;
}

it('says that the path of the profile does not cover the address', async () => {
  expect(await opened(`${GLUWA}/blank`)).toBe(false);
  await world.keybearer.untilVerdict(page, words('cause_path_not_covered', '/v1'));
  expect(await world.keybearer.verdict(page)).not.toContain('Adding');

  expect(await opened(ENDPOINTS.basic)).toBe(true);
  await world.keybearer.untilVerdict(page, 'sent Authorization');
});

it('says that a Strict profile leaves out an opened address, which its scripts do not', async () => {
  await prepareProfile(world, { ...PROFILES.apiKey, name: 'Strict one', strict: true });
  await page.bringToFront();

  expect(await opened(`${GLUWA}/blank`)).toBe(false);
  await world.keybearer.untilVerdict(page, words('cause_navigation_not_covered_strict'));
  expect(await fetchStatus(page, ENDPOINTS.basic)).toBe(200);
});
