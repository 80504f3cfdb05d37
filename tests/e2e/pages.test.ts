/**
 * Checks of every state of every page: axe-core finds nothing, light and dark, session restore
 * writes no field to the disk, no short label breaks, and the manager fits into 320 px.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenLabels, NARROWEST, widerThanPage } from '../lab/pages/layout-faults.mjs';
import { visitPageStates } from '../lab/pages/page-states.mjs';
import { proves } from '../support/proves';
import { openWorld, type World } from './harness';
import { displayProblems, layoutProblems } from './page-layout';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** The rules broken, in each theme, each with the elements that break it. */
async function violationsOn(page: Page): Promise<string[]> {
  // Injected by the debugger, since the page's own policy blocks scripts. Many states share a document.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const found: string[] = [];
  for (const [theme, rules] of THEMES) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    found.push(...(await violationsOf(page, rules)).map((each) => `${theme} ${each}`));
  }
  return found;
}

/** A theme changes colours alone, so that the second one is looked at by the rules on colours. */
const THEMES = [
  ['light', undefined],
  ['dark', ['color-contrast', 'link-in-text-block']],
] as const;

/** @param rules - Those that look; absent: all that axe-core runs by itself. */
function violationsOf(page: Page, rules: readonly string[] | undefined): Promise<string[]> {
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: { resultTypes: string[]; runOnly?: readonly string[] }): Promise<{
          violations: { id: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run({
      // The nodes of all other results would be described too.
      resultTypes: ['violations'],
      ...(runOnly !== undefined && { runOnly }),
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, rules);
}

/** Fields whose text the browser would keep for a restored session, or send to a spell checker. */
function keptFields(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('input, textarea, select')]
      .filter((field) => field.getAttribute('type') !== 'password')
      .filter((field) => {
        const isText = field.matches('textarea, [type="text"], [type="search"]');
        const isKept = field.getAttribute('autocomplete') !== 'off';
        return isKept || (isText && field.getAttribute('spellcheck') !== 'false');
      })
      .map((field) => field.outerHTML),
  );
}

/** At the page's own width, and the manager's pages in the narrowest window too. */
async function layoutFaults(name: string, page: Page): Promise<string[]> {
  const asOpened = await brokenLabels(page);
  // A popup is as large as the browser has made it.
  if (name.startsWith('popup')) return asOpened;
  const before = page.viewport();
  await page.setViewport({ width: NARROWEST, height: 720 });
  const narrow = [...(await brokenLabels(page)), ...(await widerThanPage(page))];
  await page.setViewport(before);
  return [...asOpened, ...narrow.map((each) => `at ${NARROWEST} px ${each}`)];
}

describe('the pages', () => {
  proves(
    'T7',
    'no field is kept in any state, and axe-core finds nothing',
    async (tried) => {
      const found: string[] = [];
      const names: string[] = [];

      await visitPageStates(world.chromium, world.lab, async (name, page) => {
        names.push(name);
        found.push(...(await keptFields(page)).map((each) => `${name}: kept ${each}`));
        found.push(...(await violationsOn(page)).map((each) => `${name}: ${each}`));
        found.push(...(await layoutFaults(name, page)).map((each) => `${name}: ${each}`));
        found.push(...(await displayProblems(page)).map((each) => `${name}: ${each}`));
        found.push(...(await layoutProblems(page, name)).map((each) => `${name}: ${each}`));
      });

      expect(names.length).toBeGreaterThan(90);
      expect(found).toEqual([]);
      tried(names.length);
      // A hundred and sixty states, each looked at twice.
    },
    1_200_000,
  );

  it('would be told, or the test above would show nothing', async () => {
    const page = await world.chromium.newPage('about:blank');
    await page.setContent(`<meta name="color-scheme" content="light dark">
      <style>p { color: light-dark(black, #222); background: light-dark(white, #111) }</style><p>In the dark</p>
      <img src="x"><input type="text" autocomplete="off">`);

    const found = (await violationsOn(page)).join();
    expect(found).toContain('light image-alt');
    expect(found).toContain('dark color-contrast');
    expect(await keptFields(page)).toHaveLength(1);

    await page.setContent(
      '<button style="width:1px;overflow-wrap:anywhere">OK</button><pre>'.padEnd(999, 'x'),
    );
    expect(await layoutFaults('wide', page)).toMatchObject(
      [/OK/, /OK/, /scrolls/].map((each) => expect.stringMatching(each)),
    );

    await page.setContent(`<style>i { animation: a 9s } @keyframes a { to { opacity: 0 } }
      body { background: white } .dot { background: red }</style><i>It moves</i><b class="dot">.</b>
      <div style="width: 330px">wide</div>`);
    expect(await displayProblems(page)).toEqual([
      expect.stringContaining('forced colours: dot'),
      expect.stringContaining('reduced motion'),
    ]);
    expect((await layoutProblems(page, 'manager')).join()).toMatch(/320 px ltr.*320 px rtl/);
  });
});
