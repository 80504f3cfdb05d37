/** Our pages in a foreign page's frame, and our traces in a page that we send a header for. */
import { afterAll, beforeAll, expect } from 'vitest';
import { proves } from '../support/proves';
import { GLUWA, openWorld, PROFILES, untilInForce, type World } from './harness';
import { prepareVault } from './prepared';

const EVIL = 'https://evil.test';
const OURS = ['src/popup/popup.html', 'src/manager/manager.html', 'icons/key-128.png'];

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** The documents in a page of evil.test after it tries to show these in frames. */
async function shownInside(addresses: readonly string[], element: 'iframe' | 'object' | 'embed') {
  const page = await world.browser.newPage(`${EVIL}/blank`);
  await page.evaluate(
    async (sources, name, last) => {
      for (const source of [...sources, last]) {
        // The last is a frame in any case, and shown only when the others have had their turn.
        const frame = document.createElement(source === last ? 'iframe' : name);
        frame.setAttribute(name === 'object' && source !== last ? 'data' : 'src', source);
        const over = new Promise<void>((resolve) => {
          frame.onload = () => resolve();
          frame.onerror = () => resolve();
          // A refused one may tell nothing at all.
          setTimeout(resolve, 1_000);
        });
        document.body.append(frame);
        await over;
      }
    },
    addresses,
    element,
    `${EVIL}/blank?last`,
  );
  const seen = new Set<string>();
  await page.waitForFrame((frame) => {
    seen.add(frame.url());
    return frame.url().endsWith('?last');
  });
  await page.close();
  return [...seen];
}

proves('T10', 'a web page cannot show a page of ours inside itself', async (tried) => {
  const ours = OURS.map((path) => `${world.browser.extensionOrigin}/${path}`);
  for (const element of ['iframe', 'object', 'embed'] as const) {
    const shown = await shownInside(ours, element);

    expect(shown.filter((url) => url.startsWith(world.browser.extensionOrigin))).toEqual([]);
    tried(ours.length);
  }
  // The control: a page that allows framing is seen.
  expect(await shownInside([`${GLUWA}/blank`], 'iframe')).toContain(`${GLUWA}/blank`);
});

proves('T10', 'nothing of ours can be loaded as a script, style or picture', async (tried) => {
  const page = await world.browser.newPage(`${EVIL}/blank`);
  for (const path of OURS) {
    const outcome = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'loaded',
          () => 'refused',
        ),
      `${world.browser.extensionOrigin}/${path}`,
    );

    expect(outcome, path).toBe('refused');
    tried();
  }
  await page.close();
});

proves('T10', 'a page that we send a header for has nothing of ours in it', async (tried) => {
  const page = await world.browser.newPage(`${GLUWA}/blank`);
  await world.browser.allowHost(`${GLUWA}/*`);
  await prepareVault(world, PROFILES.apiKey);
  await untilInForce(world, GLUWA);
  await page.goto(`${GLUWA}/blank`);

  const { served, shown, sheets } = await page.evaluate(async () => {
    const text = await (await fetch(location.href)).text();
    const { documentElement } = new DOMParser().parseFromString(text, 'text/html');
    return {
      served: documentElement.outerHTML,
      shown: document.documentElement.outerHTML,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    };
  });

  expect(shown).toBe(served);
  expect(sheets).toBe(1);
  tried();
});
