import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { announce, onAnnounced } from '../../src/platform/announcements';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../src/platform/extension-api', () => ({
  browser: { storage: { session: fake.area } },
}));

let told: number;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  fake.reset();
  told = 0;
  stop = onAnnounced('state', () => {
    told += 1;
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(1000 * count);

it('tells of its own topic, and of no other', async () => {
  announce('activity');
  announce('unchanged');
  await seconds(0);
  expect(told).toBe(0);

  announce('state');
  await seconds(0);

  expect(told).toBe(1);
});

it('reads nothing of its own accord once an announcement has been heard', async () => {
  announce('unchanged');
  await seconds(10);

  expect(fake.reads).toEqual([]);
  expect(told).toBe(0);
});

it('finds changes out by itself where no announcement arrives', async () => {
  await fake.area.set({ state: 'first', dataKey: 'x' });
  await seconds(1);
  // The state that was published between the page's own read and now.
  expect(told).toBe(1);
  await seconds(5);
  expect(told).toBe(1);

  for (const key of ['state', 'state-fingerprints', 'activity']) {
    await fake.area.set({ [key]: 'changed' });
    await seconds(1);
  }
  await fake.area.set({ dataKey: 'changed' });
  await seconds(5);

  expect(told).toBe(4);
  expect(fake.reads.flat()).not.toContain('dataKey');
});

it('goes on after a read that has failed', async () => {
  vi.spyOn(fake.area, 'get').mockRejectedValueOnce(new Error('for the test'));
  await seconds(1);
  expect(told).toBe(0);

  await seconds(1);

  expect(told).toBe(1);
});

it('stops when it is told to', async () => {
  stop();
  announce('state');
  await seconds(5);

  expect([told, fake.reads]).toEqual([0, []]);
});
