/** Both ends of the activity over one `storage.session`. */
import { beforeEach, expect, it, vi } from 'vitest';
import { type Activity, type ActivityEntry, NO_ACTIVITY } from '../../src/domain/activity';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { activityStore } from '../../src/platform/activity-store';
import { onActivity, onSeen, readActivity } from '../../src/platform/seen-activity';
import { sessionStore } from '../../src/platform/session-store';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../src/platform/extension-api', () => ({
  browser: { storage: { session: fake.area } },
}));

beforeEach(() => fake.reset());

function activityOf(first: number, last: number): Activity {
  const entries = Array.from(
    { length: last - first + 1 },
    (_, index): ActivityEntry => ({
      id: first + index,
      at: 0,
      method: 'GET',
      origin: 'https://api.test' as Origin,
      address: 'https://api.test/',
      type: 'xmlhttprequest',
      tabId: 1,
      profileId: 'profile' as ProfileId,
      headerNames: [],
      verdict: { cause: 'working' },
      remedy: 'none',
    }),
  );
  return { ...NO_ACTIVITY, nextId: last + 1, entries };
}

it('is empty before anything is seen', async () => {
  expect(await activityStore.read()).toEqual(NO_ACTIVITY);
});

it('gives pages and the background what was written', async () => {
  await activityStore.read();
  await activityStore.write(activityOf(1, 60));
  await activityStore.write(activityOf(1, 120));

  expect(await activityStore.read()).toEqual(activityOf(1, 120));
  expect(await readActivity()).toEqual(activityOf(1, 120).entries);
});

it('knows nothing any more of what a lock has taken away', async () => {
  await activityStore.write(activityOf(1, 60));
  await fake.area.remove(Object.keys(await fake.area.get(null)));

  expect(await activityStore.read()).toEqual(NO_ACTIVITY);
  await activityStore.write(activityOf(1, 1));
  expect(await readActivity()).toEqual(activityOf(1, 1).entries);
});

it('tells the pages of each change, and that a lock has taken everything away', async () => {
  const [entries, seen]: [number[], number[]] = [[], []];
  const stops = [
    onActivity((found) => entries.push(found.length)),
    onSeen((found) => seen.push(Object.keys(found).length)),
  ];
  const [entry] = activityOf(1, 1).entries;

  await activityStore.write({ ...activityOf(1, 2), ...(entry && { seen: { here: entry } }) });
  await vi.waitFor(() => expect([entries, seen]).toEqual([[2], [1]]));
  await sessionStore.clear();
  await vi.waitFor(() =>
    expect([entries, seen]).toEqual([
      [2, 0],
      [1, 0],
    ]),
  );
  for (const stop of stops) stop();
});
