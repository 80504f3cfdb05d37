/**
 * The time of an import, compared with `JSON.parse` of the same file in the same page: 1,000 credentials
 * and 10,000 entries, from the drop to the review and to the saved vault. And the longest time in which
 * the page drew nothing, from the drop until the list of all profiles has been drawn.
 */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, PASSPHRASE, type World } from '../e2e/harness';
import { words } from '../lab/pages/controls.mjs';
import {
  dropFiles,
  saveImport,
  untilImportPage,
  untilReviewed,
} from '../lab/pages/import-page.mjs';
import { record } from './results';
import { inFull } from './short-run';

const SOME = inFull(1_000, 20);
/** A profile, its header and its filter are an entry each. */
const MANY = inFull(3_333, 40);

let world: World;

beforeAll(async () => {
  world = await openWorld();
  const blank = await world.browser.newPage('about:blank');
  await world.keybearer.createVault(blank, PASSPHRASE);
}, 300_000);

afterAll(() => world?.close());

/** Makes profiles of ModHeader, each for a host of its own, in no order. Two counts share no profile. */
function fileOf(count: number): string {
  const profiles = Array.from({ length: count }, (_, index) => {
    const number = (index * 7919) % count;
    return {
      version: 2,
      title: `Robot ${number} of ${count}`,
      shortTitle: 'R',
      headers: [{ enabled: true, name: 'Authorization', value: `Bearer token-of-robot-${number}` }],
      urlFilters: [{ enabled: true, urlRegex: `.*://robot${number}.of${count}.test/.*` }],
    };
  });
  return JSON.stringify(profiles);
}

interface Timed {
  readonly parseMs: number;
  readonly reviewedMs: number;
  readonly savedMs: number;
  /** The longest frame, and the longest task of the page in it or in another one. */
  readonly longestFrameMs: number;
  readonly longestTaskMs: number;
}

/** Set by `watchFrames` in the page. */
interface Watched {
  readonly watched: { frameMs: number; taskMs: number };
}

/** Runs in the page. */
function watchFrames(): void {
  const watched = { frameMs: 0, taskMs: 0 };
  Object.assign(globalThis, { watched });
  let last = performance.now();
  const next = () => {
    const now = performance.now();
    watched.frameMs = Math.max(watched.frameMs, now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  // Chromium tells of tasks from 50 ms on.
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      watched.taskMs = Math.max(watched.taskMs, duration);
    }
  }).observe({ type: 'longtask' });
}

async function timeImport(count: number): Promise<Timed> {
  const text = fileOf(count);
  const page = await world.browser.newPage(
    `${world.browser.extensionOrigin}/src/manager/manager.html#/import`,
  );
  await untilImportPage(page);
  await page.bringToFront();
  const parseMs = await page.evaluate((json) => {
    const begun = performance.now();
    for (let times = 0; times < 5; times += 1) JSON.parse(json);
    return (performance.now() - begun) / 5;
  }, text);
  await dropFiles(page, { 'ModHeader.json': text });
  const begun = performance.now();
  await page.evaluate(watchFrames);
  await untilReviewed(page);
  const reviewedMs = performance.now() - begun;
  await saveImport(page, count);
  const savedMs = performance.now() - begun;
  // The state that is published after the answer is drawn too.
  await setTimeout(2_000);
  const { frameMs, taskMs } = await page.evaluate(
    // Cast: set above.
    () => (globalThis as unknown as Watched).watched,
  );
  await page.close();
  return { parseMs, reviewedMs, savedMs, longestFrameMs: frameMs, longestTaskMs: taskMs };
}

it('saves 1,000 credentials, and 10,000 entries', async () => {
  const some = await timeImport(SOME);
  const many = await timeImport(MANY);

  console.log(words('importTitle'), { some, many });
  record({
    'import.savedRatio': some.savedMs / some.parseMs,
    'import.savedMs': some.savedMs,
    'import.manyReviewedRatio': many.reviewedMs / many.parseMs,
    'import.manyReviewedMs': many.reviewedMs,
    'import.manySavedRatio': many.savedMs / many.parseMs,
    'import.manySavedMs': many.savedMs,
    'import.longestFrameMs': Math.max(some.longestFrameMs, many.longestFrameMs),
    'import.longestTaskMs': Math.max(some.longestTaskMs, many.longestTaskMs),
  });
  expect(many.savedMs).toBeGreaterThan(many.reviewedMs);
}, 300_000);
