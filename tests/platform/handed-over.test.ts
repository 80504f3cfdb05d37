/** The page that a popup hands to the manager: read by one tab of the manager, for an hour. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Origin } from '../../src/domain/site';
import { endHandOver, isOver, readHandOver } from '../../src/platform/handed-over';
import { handOverSite } from '../../src/platform/site-handover';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
const own = vi.hoisted(() => ({ id: 7 }));
vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    storage: { session: fake.area },
    tabs: { getCurrent: async () => ({ id: own.id }) },
  },
}));

const SITE = 'https://api.test' as Origin;
const MINUTE_MS = 60_000;

beforeEach(() => {
  fake.reset();
  own.id = 7;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

it('survives a reload of the manager, which reads it again', async () => {
  await handOverSite(SITE, 3);

  expect(await readHandOver()).toMatchObject({ site: SITE, fromTab: 3 });
  expect(await readHandOver()).toMatchObject({ site: SITE, fromTab: 3 });
});

it('belongs to the tab of the manager that has read it first', async () => {
  await handOverSite(SITE, 3);
  await readHandOver();

  own.id = 8;
  expect(await readHandOver()).toBeUndefined();

  own.id = 7;
  expect(await readHandOver()).toMatchObject({ fromTab: 3 });
});

it('notes that the form was open before, also for the next reload', async () => {
  await handOverSite(SITE, 3);

  expect(await readHandOver(true)).toMatchObject({ keepsManager: true });
  expect(await readHandOver()).toMatchObject({ keepsManager: true });
});

it('is not new to the tab that has read it and is shown again', async () => {
  await handOverSite(SITE, 3);
  await readHandOver();

  expect(await readHandOver(true)).not.toHaveProperty('keepsManager');
});

it('ends after an hour', async () => {
  await handOverSite(SITE, 3);
  vi.advanceTimersByTime(59 * MINUTE_MS);
  const page = await readHandOver();
  expect(page).toBeDefined();

  vi.advanceTimersByTime(2 * MINUTE_MS);

  expect(await readHandOver()).toBeUndefined();
  expect(page && isOver(page)).toBe(true);
});

it('ends with the save or the cancel', async () => {
  await handOverSite(SITE, 3);
  const page = await readHandOver();

  if (page) await endHandOver(page);

  expect([...fake.stored.keys()]).toEqual([]);
});

it('leaves the page that another popup has handed over meanwhile', async () => {
  await handOverSite(SITE, 3);
  const page = await readHandOver();
  vi.advanceTimersByTime(MINUTE_MS);
  await handOverSite('https://other.test' as Origin, 4);

  if (page) await endHandOver(page);

  own.id = 8;
  expect(await readHandOver()).toMatchObject({ site: 'https://other.test', fromTab: 4 });
});
