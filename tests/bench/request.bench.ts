/** What a request takes with Keybearer, against an extension of one equal rule and nothing else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ENDPOINTS, GLUWA, openWorld, PASSPHRASE, PROFILES, type World } from '../e2e/harness';
import { launchChromium } from '../lab/chromium.mjs';
import type { LabPage } from '../lab/lab-page.mjs';
import { median, record } from './results';

const ROUNDS = 12;
const PER_ROUND = 100;

let world: World;
let other: Awaited<ReturnType<typeof launchChromium>>;

beforeAll(async () => {
  world = await openWorld();
  other = await launchChromium({ extensionDir: 'tests/bench/one-rule-extension', lab: world.lab });
});

afterAll(async () => {
  await other?.close();
  await world?.close();
});

/** Milliseconds of each request, one after another. */
function timeRequests(page: LabPage): Promise<number[]> {
  return page.evaluate(
    async (url, count) => {
      const times = [];
      for (let index = 0; index < count; index++) {
        const begin = performance.now();
        await (await fetch(url)).arrayBuffer();
        times.push(performance.now() - begin);
      }
      return times;
    },
    ENDPOINTS.basic,
    PER_ROUND,
  );
}

it('takes no longer than the rule does', async () => {
  const ours = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.createVault(ours, PASSPHRASE);
  await world.browser.allowHost(`${GLUWA}/*`);
  await world.keybearer.addProfileForPage(ours, PROFILES.apiKey);
  const theirs = await other.newPage(`${GLUWA}/`);
  const mark = world.lab.log.mark();
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, page] of [
      ['ours', ours],
      ['theirs', theirs],
    ] as const) {
      await page.bringToFront();
      const measured = await timeRequests(page);
      // The first round warms connections up.
      if (round > 0) times[name].push(...measured);
    }
  }

  record({ 'request.deltaMs': median(times.ours) - median(times.theirs) });
  const seen = world.lab.log.since(mark).filter(({ url }) => url === '/v1/Orders');
  expect(seen.length).toBe(2 * ROUNDS * PER_ROUND);
  expect(seen.every(({ status }) => status === 200)).toBe(true);
});
