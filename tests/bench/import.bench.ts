/**
 * The time of an import, compared with `JSON.parse` of the same file in the same page: 1,000 credentials
 * from the drop to the saved vault, and 10,000 entries from the drop to the review. And the longest time
 * in which the page drew nothing.
 */
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

/** Makes profiles of ModHeader, each for a host of its own. */
function fileOf(count: number): string {
  const profiles = Array.from({ length: count }, (_, index) => ({
    version: 2,
    title: `Robot ${index}`,
    shortTitle: 'R',
    headers: [{ enabled: true, name: 'Authorization', value: `Bearer token-of-robot-${index}` }],
    urlFilters: [{ enabled: true, urlRegex: `.*://robot${index}.test/.*` }],
  }));
  return JSON.stringify(profiles);
}

interface Timed {
  readonly parseMs: number;
  readonly reviewedMs: number;
  readonly savedMs: number;
  readonly longestFrameMs: number;
}

/** @param isSaved - Whether the time ends with the saved vault. */
async function timeImport(count: number, isSaved: boolean): Promise<Timed> {
  const text = fileOf(count);
  const page = await world.browser.newPage(
    `${world.browser.extensionOrigin}/src/manager/manager.html#/import`,
  );
  await untilImportPage(page);
  await page.bringToFront();
  const parseMs = await page.evaluate((json) => {
    const begun = performance.now();
    for (let times = 0; times < 5; times += 1) JSON.parse(json);
    const frames = { longest: 0 };
    Object.assign(globalThis, { frames });
    let last = performance.now();
    const next = () => {
      const now = performance.now();
      frames.longest = Math.max(frames.longest, now - last);
      last = now;
      requestAnimationFrame(next);
    };
    const each = (last - begun) / 5;
    // The file arrives in the page by the test's own means first.
    Object.assign(globalThis, {
      watchFrames() {
        last = performance.now();
        frames.longest = 0;
        requestAnimationFrame(next);
      },
    });
    return each;
  }, text);
  await dropFiles(page, { 'ModHeader.json': text });
  const begun = performance.now();
  await page.evaluate(() => (globalThis as unknown as { watchFrames(): void }).watchFrames());
  await untilReviewed(page);
  const reviewedMs = performance.now() - begun;
  const longestFrameMs = await page.evaluate(
    () => (globalThis as unknown as { frames: { longest: number } }).frames.longest,
  );
  if (isSaved) await saveImport(page, count);
  const savedMs = performance.now() - begun;
  await page.close();
  return { parseMs, reviewedMs, savedMs, longestFrameMs };
}

it('saves 1,000 credentials, and reviews 10,000', async () => {
  const some = await timeImport(SOME, true);
  const many = await timeImport(MANY, false);

  console.log(words('importTitle'), { some, many });
  record({
    'import.savedRatio': some.savedMs / some.parseMs,
    'import.savedMs': some.savedMs,
    'import.manyRatio': many.reviewedMs / many.parseMs,
    'import.manyMs': many.reviewedMs,
    'import.longestFrameMs': Math.max(some.longestFrameMs, many.longestFrameMs),
  });
  expect(many.reviewedMs).toBeGreaterThan(0);
}, 300_000);
