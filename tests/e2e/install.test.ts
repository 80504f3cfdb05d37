/** The installed extension in Chromium: its warnings, its id, who reaches it. */
import { cpSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME_ID } from '../../scripts/extension-id.mjs';
import { proves } from '../support/proves';
import { inTemporaryFolder } from '../support/tool';
import { EXTENSION_DIR, openWorld, type World } from './harness';

let world: World;

beforeAll(async () => {
  world = await openWorld({ keepsWelcome: true });
});

afterAll(() => world?.close());

/** The warnings as the browser would show them at installation, read from our own page. */
async function warningsOf(manifest: unknown): Promise<string[]> {
  const page = await world.chromium.newPage(
    `chrome-extension://${world.chromium.extensionId}/src/manager/manager.html`,
  );
  try {
    return await page.evaluate(
      (text) => chrome.management.getPermissionWarningsByManifest(text),
      JSON.stringify(manifest),
    );
  } finally {
    await page.close();
  }
}

describe('installing', () => {
  const manifest = JSON.parse(readFileSync(`${EXTENSION_DIR}/manifest.json`, 'utf8'));

  it('warns of nothing', async () => {
    expect(await warningsOf(manifest)).toEqual([]);
  });

  it('would warn with one permission more, or the test above would show nothing', async () => {
    const wider = { ...manifest, permissions: [...manifest.permissions, 'tabs'] };

    expect(await warningsOf(wider)).toEqual(['Read your browsing history']);
  });

  it('opens the welcome and nothing else, and asks no server for anything', async () => {
    const { extensionOrigin, browser, welcome } = world.chromium;
    const pages = (await browser.pages()).map((page) => page.url());

    expect(pages.filter((url) => url.startsWith('chrome-extension:'))).toEqual([
      `${extensionOrigin}/src/manager/manager.html`,
    ]);
    expect(world.lab.log.entries).toEqual([]);
    await welcome?.close();
  });
});

describe('our pages', () => {
  it('cannot be framed by a web page', async () => {
    const page = await world.chromium.newPage('https://evil.test/');
    const popup = `chrome-extension://${world.chromium.extensionId}/src/popup/popup.html`;

    await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.src = src;
          // Chromium loads its own error page in the place of a refused one.
          frame.onload = resolve;
          frame.onerror = resolve;
          document.body.append(frame);
        }),
      popup,
    );

    const frames = page.frames().map((frame) => frame.url());
    expect(frames).not.toContain(popup);
  });
});

describe('the id', () => {
  it('is the same from another folder and in another profile, and so is the redirect address', async () => {
    await inTemporaryFolder(async (folder) => {
      cpSync(EXTENSION_DIR, folder, { recursive: true });
      const other = await openWorld({ chromiumDir: folder });
      try {
        for (const { chromium } of [world, other]) {
          expect(chromium.extensionId).toBe(CHROME_ID);
          expect(await chromium.inBackground(() => chrome.identity.getRedirectURL())).toBe(
            `https://${CHROME_ID}.chromiumapp.org/`,
          );
        }
      } finally {
        await other.close();
      }
    });
  });
});

describe('another extension', () => {
  /** Read from the browser: a question to the background would start it. */
  async function isBackgroundRunning(): Promise<boolean> {
    const { browser, extensionOrigin } = world.chromium;
    const session = await browser.target().createCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    await session.detach();
    return targetInfos.some(
      ({ type, url }) => type === 'service_worker' && url.startsWith(`${extensionOrigin}/`),
    );
  }

  proves('T9', 'another extension does not start the background', async (tried) => {
    const neighbour = await world.browser.installNeighbour('tests/e2e/neighbour-extension');
    const page = await world.chromium.newPage(`${neighbour}/page.html`);
    await world.chromium.worker();
    expect(await isBackgroundRunning()).toBe(true);
    await world.browser.stopBackground();

    // Chromium answers each after it has started a background that may be reached.
    const sent = await page.evaluate(
      (id) => chrome.runtime.sendMessage(id, {}).catch(({ message }) => message),
      world.chromium.extensionId,
    );
    expect(sent).toBe('Could not establish connection. Receiving end does not exist.');
    expect(await isBackgroundRunning()).toBe(false);
    tried();
    await page.evaluate(
      (id) =>
        new Promise<void>((resolve) => {
          chrome.runtime.connect(id).onDisconnect.addListener(resolve);
        }),
      world.chromium.extensionId,
    );
    expect(await isBackgroundRunning()).toBe(false);
    tried();
    await page.close();
  });
});
