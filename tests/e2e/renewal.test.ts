/** A signature is replaced before it ends, in one stroke: no request goes without. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { arrivals, ENDPOINTS, PROFILES, type World } from './harness';
import { openWorldInUse } from './prepared';

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse(PROFILES.ethereum));
});

afterAll(() => world?.close());

/** Sends requests until stopped; more than one at a time, as a page would. */
async function hammer(target: string): Promise<() => Promise<void>> {
  await page.evaluate((url) => {
    const state = { stop: false, done: Promise.resolve<unknown>(undefined) };
    const line = async () => {
      while (!state.stop) await fetch(url);
    };
    state.done = Promise.all([line(), line(), line(), line()]);
    Object.assign(globalThis, { hammer: state });
  }, target);
  return () =>
    page.evaluate(async () => {
      const { hammer: state } = globalThis as unknown as {
        hammer: { stop: boolean; done: Promise<unknown> };
      };
      state.stop = true;
      await state.done;
    });
}

describe('when the renewal alarm fires four minutes on', () => {
  it('signs anew, and of all requests meanwhile none goes without a valid signature', async () => {
    const url = ENDPOINTS.ethereum;
    const mark = world.lab.log.mark();
    const stop = await hammer(url);
    const first = await world.lab.log.waitFor(
      ({ headers }) => headers['x-request-signature'] !== undefined,
      { from: mark },
    );
    const signature = first.headers['x-request-signature'];

    await world.browser.inBackground(async (ahead) => {
      const real = Date.now;
      Date.now = () => real.call(Date) + ahead;
      await chrome.alarms.create('sync', { when: real.call(Date) });
    }, 4 * 60_000);
    await world.lab.log.waitFor(
      ({ headers }) =>
        headers['x-request-signature'] !== undefined &&
        headers['x-request-signature'] !== signature,
      { from: mark },
    );
    const switchedAt = arrivals(world, url, mark).length;
    while (arrivals(world, url, mark).length < Math.max(300, switchedAt + 50)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await stop();

    const seen = arrivals(world, url, mark);
    expect(seen.length).toBeGreaterThanOrEqual(300);
    expect(seen.filter((entry) => entry.signature === undefined)).toEqual([]);
    expect(seen.filter(({ status }) => status !== 200)).toEqual([]);
    const signatures = [...new Set(seen.map((entry) => entry.signature))];
    expect(signatures).toHaveLength(2);
    const [before = 0, after = 0] = signatures.map((value) =>
      Number(atob(value ?? '').split('.')[0]),
    );
    expect(after - before).toBeGreaterThanOrEqual(4 * 60);
  });
});
