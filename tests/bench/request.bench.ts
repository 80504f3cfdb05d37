/**
 * The time of a request with Keybearer observing, compared with Keybearer not observing, and with an
 * extension of one equal rule and no code.
 *
 * The three take turns in short blocks: other work of the machine slows neighbouring blocks alike,
 * and only the differences between neighbours count.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ACTIVITY_AT_MOST, type ActivityEntry } from '../../src/domain/activity';
import { changedChunks } from '../../src/platform/changed-chunks';
import type { Request } from '../../src/protocol/messages';
import {
  ENDPOINTS,
  GLUWA,
  openWorld,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
} from '../e2e/harness';
import { launchChromium } from '../lab/browsers/chromium.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { median, record } from './results';
import { inFull } from './short-run';

const ROUNDS = inFull(24, 1);
const PER_BLOCK = inFull(110, 20);
/** The first requests of a block wake up idle processes. */
const NOT_COUNTED = 10;

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
function timeRequests(page: LabPage, count: number): Promise<number[]> {
  return page.evaluate(
    async (url, wanted) => {
      const times = [];
      for (let index = 0; index < wanted; index++) {
        const begin = performance.now();
        await (await fetch(url)).arrayBuffer();
        times.push(performance.now() - begin);
      }
      return times;
    },
    ENDPOINTS.basic,
    count,
  );
}

/** Milliseconds of a request in a block: the mean of the middle half, since the clock shows tenths. */
async function timeBlock(page: LabPage): Promise<number> {
  await page.bringToFront();
  const times = (await timeRequests(page, PER_BLOCK)).slice(NOT_COUNTED).toSorted((a, b) => a - b);
  const middle = times.slice(times.length / 4, (times.length * 3) / 4);
  return middle.reduce((sum, each) => sum + each, 0) / middle.length;
}

/** Fills the activity to its limit with entries like the first one, stored as the product does. */
function untilSeen(page: LabPage): Promise<Record<string, unknown>> {
  return vi.waitFor(async () => {
    await timeRequests(page, 1);
    const { seen } = await world.browser.inBackground(() => chrome.storage.session.get('seen'));
    // Cast: only the product stores it.
    const [first] = Object.values((seen ?? {}) as Record<string, ActivityEntry>);
    if (!first) throw new Error('Nothing is seen yet');
    const entries = Array.from({ length: ACTIVITY_AT_MOST }, (_, id) => ({ ...first, id }));
    return { ...changedChunks(entries), activity: { nextId: ACTIVITY_AT_MOST, pages: {} } };
  }, PATIENT);
}

it('takes no longer than the rule does, observed or not', async () => {
  const ours = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.createVault(ours, PASSPHRASE);
  await world.browser.allowHost(`${GLUWA}/*`);
  await world.keybearer.addProfileForPage(ours, PROFILES.apiKey);
  await untilInForce(world, GLUWA);
  const theirs = await other.newPage(`${GLUWA}/`);
  const manager = await world.keybearer.openManager();
  const send = (request: Request) =>
    manager.evaluate((message) => chrome.runtime.sendMessage(message), request);
  await ours.bringToFront();
  const full = await untilSeen(ours);

  async function observe(observes: boolean): Promise<void> {
    await send({ type: 'settings/change', settings: { observes } });
    if (!observes) return;
    await world.browser.inBackground((kept) => chrome.storage.session.set(kept), full);
  }

  const blocks = {
    async observed() {
      await observe(true);
      return timeBlock(ours);
    },
    async unobserved() {
      await observe(false);
      return timeBlock(ours);
    },
    alone: () => timeBlock(theirs),
  };
  const mark = world.lab.log.mark();
  const overUnobserved: number[] = [];
  const overAlone: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    // The order reverses each round, so that drift affects all three alike.
    const names = ['alone', 'unobserved', 'observed'] as const;
    const times = { observed: 0, unobserved: 0, alone: 0 };
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      times[name] = await blocks[name]();
    }
    // The first round warms connections up.
    if (round === 0) continue;
    overUnobserved.push(times.observed - times.unobserved);
    overAlone.push(times.unobserved - times.alone);
    if (process.env.RAW) console.log(round, JSON.stringify(times));
  }

  record({
    'request.deltaMs': median(overAlone),
    'request.observedDeltaMs': median(overUnobserved),
  });
  const seen = world.lab.log.since(mark).filter(({ url }) => url === '/v1/Orders');
  expect(seen.length).toBe(3 * (ROUNDS + 1) * PER_BLOCK);
  expect(seen.every(({ status }) => status === 200)).toBe(true);
});
