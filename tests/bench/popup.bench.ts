/** The time until the popup is shown, compared with an empty popup: warm, cold, and with many profiles. */
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gzippedSize, POPUP_PAGE } from '../../scripts/popup-budget.mjs';
import { EXTENSION_DIR, GLUWA, type World } from '../e2e/harness';
import { MANY, openWorldOf } from './many-profiles';
import { median, record } from './results';
import { install } from './second-extension';
import { inFull } from './short-run';

const ROUNDS = inFull(20, 1);

interface Paints {
  /** First contentful paint, milliseconds since the popup's navigation began. */
  readonly first: number;
  /** Largest contentful paint: the useful part of the popup is on the screen. */
  readonly usable: number;
}

/** The popups of one comparison, opened in turns. */
interface Turns {
  /** The control. */
  readonly bare: Paints[];
  readonly ours: Paints[];
}

const two = (): Turns => ({ bare: [], ours: [] });

/** The ratio within each turn, whose two popups follow each other: a busy machine slows both. */
function ratio({ bare, ours }: Turns, what: keyof Paints): number {
  return median(ours.map((each, turn) => each[what] / (bare[turn]?.[what] ?? Number.NaN)));
}

let few: World;
let many: World;

beforeAll(async () => {
  few = await openWorldOf(10, 10);
  many = await openWorldOf(MANY, 100);
}, 300_000);

afterAll(async () => {
  await few?.close();
  await many?.close();
});

/** Opens the real popup of an extension over a page, and closes it when it has been painted. */
async function open(world: World, over: Page, extensionId: string): Promise<Paints> {
  const { browser } = world.chromium;
  const extension = (await browser.extensions()).get(extensionId);
  if (!extension) throw new Error('The extension is not loaded.');
  const before = new Set(browser.targets());
  await over.bringToFront();
  await over.triggerExtensionAction(extension);
  const target = await browser.waitForTarget(
    (each) => !before.has(each) && each.type() === 'page' && each.url().includes(extensionId),
  );
  const popup = await target.asPage();
  const paints = await popup.evaluate(async () => {
    const paint = (type: string) =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [last] = list.getEntries().slice(-1);
          if (last) resolve(last.startTime);
        }).observe({ type, buffered: true });
      });
    while (!document.querySelector('main > *, body > p')) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const [first] = await Promise.all([paint('paint')]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { first, usable: await paint('largest-contentful-paint') };
  });
  await popup.close();
  return paints;
}

it('opens like an empty one, warm and cold', async () => {
  const empty = await install(few.chromium.browser, 'tests/bench/empty-extension');
  const page = await few.chromium.newPage(`${GLUWA}/`);
  const times = { warm: two(), cold: two() };
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all([empty.worker(), few.chromium.worker()]);
    times.warm.bare.push(await open(few, page, empty.id));
    times.warm.ours.push(await open(few, page, few.chromium.extensionId));
    await empty.stopWorker();
    times.cold.bare.push(await open(few, page, empty.id));
    await few.browser.stopBackground();
    times.cold.ours.push(await open(few, page, few.chromium.extensionId));
  }

  record({
    'popup.warmFcpRatio': ratio(times.warm, 'first'),
    'popup.warmUsableRatio': ratio(times.warm, 'usable'),
    'popup.coldUsableRatio': ratio(times.cold, 'usable'),
  });
  expect(times.cold.ours).toHaveLength(ROUNDS);
}, 300_000);

it('opens with 5,000 profiles, 100 of them picked, like with 10', async () => {
  const pages = [
    await few.chromium.newPage(`${GLUWA}/`),
    await many.chromium.newPage(`${GLUWA}/`),
  ] as const;
  const times = two();
  for (let round = 0; round < ROUNDS; round++) {
    times.bare.push(await open(few, pages[0], few.chromium.extensionId));
    times.ours.push(await open(many, pages[1], many.chromium.extensionId));
  }

  record({ 'popup.manyRatio': ratio(times, 'usable') });
  expect(times.ours).toHaveLength(ROUNDS);
}, 300_000);

it('weighs what the build says', () => {
  const html = readFileSync(`${EXTENSION_DIR}/${POPUP_PAGE}`, 'utf8');
  const names = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
    ([, name = '']) => name,
  );
  const assets = names.map((name) => readFileSync(`${EXTENSION_DIR}/${name}`, 'utf8'));

  record({ 'bytes.popupGzip': gzippedSize([html, ...assets]) });
  expect(names.some((name) => name.endsWith('.js'))).toBe(true);
  expect(names.some((name) => name.endsWith('.css'))).toBe(true);
});
