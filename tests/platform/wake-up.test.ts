/** The alarm that wakes the background, and the timer that is exact while it lives. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const NOW = 1_587_674_497_000;

const alarms = {
  all: new Map<string, { readonly scheduledTime: number }>(),
  created: 0,
  async get(name: string) {
    return alarms.all.get(name);
  },
  async create(name: string, { when }: { readonly when: number }) {
    alarms.created += 1;
    // As Chromium does for a packed extension.
    alarms.all.set(name, { scheduledTime: Math.max(when, Date.now() + 30_000) });
  },
  async clear(name: string) {
    alarms.all.delete(name);
  },
  onAlarm: { addListener: () => {} },
};

vi.mock('../../src/platform/extension-api', () => ({ browser: { alarms } }));

let woken: number;
let wakeUp: typeof import('../../src/platform/wake-up').wakeUp;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  alarms.all.clear();
  alarms.created = 0;
  woken = 0;
  vi.resetModules();
  const module = await import('../../src/platform/wake-up');
  ({ wakeUp } = module);
  module.onWakeUp(() => {
    woken += 1;
  });
});

afterEach(() => void vi.useRealTimers());

it('is there at a time that is nearer than the browser’s least', async () => {
  await wakeUp.set(NOW + 5_000);

  vi.advanceTimersByTime(4_999);
  expect(woken).toBe(0);
  vi.advanceTimersByTime(1);
  expect(woken).toBe(1);
  // If the background dies before.
  expect(alarms.all.get('sync')?.scheduledTime).toBe(NOW + 30_000);
});

it('leaves a time that is far away to the alarm', async () => {
  await wakeUp.set(NOW + 60_000);

  vi.advanceTimersByTime(120_000);

  expect(woken).toBe(0);
  expect(alarms.all.get('sync')?.scheduledTime).toBe(NOW + 60_000);
});

it('does not set an alarm anew for the time that it has: it would come later', async () => {
  await wakeUp.set(NOW + 60_000);
  vi.advanceTimersByTime(50_000);
  await wakeUp.set(NOW + 60_000);

  expect(alarms.created).toBe(1);
  expect(alarms.all.get('sync')?.scheduledTime).toBe(NOW + 60_000);
  vi.advanceTimersByTime(10_000);
  expect(woken).toBe(1);
});

it('forgets the timer with the alarm', async () => {
  await wakeUp.set(NOW + 5_000);
  await wakeUp.set(undefined);

  vi.advanceTimersByTime(60_000);

  expect(woken).toBe(0);
  expect(alarms.all.size).toBe(0);
});

it('is there at the moment of the last time that was set, and once', async () => {
  await wakeUp.set(NOW + 5_000);
  await wakeUp.set(NOW + 30_000);

  vi.advanceTimersByTime(29_999);
  expect(woken).toBe(0);
  vi.advanceTimersByTime(30_001);
  expect(woken).toBe(1);
});
