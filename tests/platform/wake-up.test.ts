/** A living background is on time where alarms are late. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onWakeUp, wakeUp } from '../../src/platform/wake-up';

const { alarms } = vi.hoisted(() => ({
  alarms: { create: vi.fn(), clear: vi.fn(), onAlarm: { addListener: vi.fn() } },
}));
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  return { browser: { ...browser, alarms } };
});

const BOUNDARY = 1_700_000_010_000;
const woken = vi.fn(() => Date.now());
onWakeUp(woken);

beforeEach(() => {
  vi.useFakeTimers({ now: BOUNDARY - 30_000 });
  alarms.create.mockClear();
  woken.mockClear();
});

afterEach(async () => {
  await wakeUp.set(undefined);
  vi.useRealTimers();
});

it('wakes at the moment itself, also if no alarm fires', async () => {
  await wakeUp.set(BOUNDARY);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(woken).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(1);

  expect(woken.mock.results.map(({ value }) => value)).toEqual([BOUNDARY]);
  expect(alarms.create).toHaveBeenCalledWith('sync', { when: BOUNDARY });
});

it('wakes once for the last moment that was set', async () => {
  await wakeUp.set(BOUNDARY - 20_000);
  await wakeUp.set(BOUNDARY);

  await vi.advanceTimersByTimeAsync(60_000);

  expect(woken).toHaveBeenCalledTimes(1);
});

it.each([
  ['a moment further off is left to the alarm', BOUNDARY + 1],
  ['nothing is due', undefined],
])('sets no timer: %s', async (_, at) => {
  await wakeUp.set(BOUNDARY);

  await wakeUp.set(at);

  expect(vi.getTimerCount()).toBe(0);
});
