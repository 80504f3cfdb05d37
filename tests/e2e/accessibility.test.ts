/** axe-core finds nothing in any state of any page, light and dark. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitPageStates } from '../lab/page-states.mjs';
import { openWorld, type World } from './harness';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** The rules broken, each with the elements that break it. */
async function violationsOn(page: Page): Promise<string[]> {
  // By the debugger, since the page's own policy lets no script in.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

describe('the pages', () => {
  it('have no violation in any state', async () => {
    const found: string[] = [];
    const names: string[] = [];

    await visitPageStates(world.chromium, async (name, page) => {
      names.push(name);
      for (const theme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        found.push(...(await violationsOn(page)).map((each) => `${name} ${theme}: ${each}`));
      }
    });

    expect(names.length).toBeGreaterThan(25);
    expect(found).toEqual([]);
  });

  it('would be told, or the test above would show nothing', async () => {
    const page = await world.chromium.newPage('about:blank');
    await page.setContent('<img src="x"><input>');

    expect((await violationsOn(page)).join()).toContain('image-alt');
  });
});
