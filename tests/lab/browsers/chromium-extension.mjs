/** The extension in Chromium: its background, and a person's actions on the browser's own pages. */
import { realpath } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { onExtensionsPage } from './extensions-page.mjs';
import { trackWorker } from './worker-tracker.mjs';

/**
 * @typedef {import('./chromium.mjs').LabChromium} LabChromium
 * @typedef {'worker' | 'inBackground' | 'stopBackground' | 'untilBackgroundSleeps' | 'leaveComputer' | 'allowHost' |
 *   'revokeHost' | 'reloadExtension' | 'switchOffAndOn' | 'allowPrivate' | 'newPrivatePage' |
 *   'installNeighbour'} Offered
 */

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} extensionId
 * @returns {Pick<LabChromium, Offered>}
 */
export function chromiumExtension(browser, extensionId) {
  const origin = `chrome-extension://${extensionId}`;
  const tracker = trackWorker(browser, origin);

  return {
    worker,

    inBackground: (script, ...parameters) =>
      worker().then((found) => found.evaluate(script, ...parameters)),

    stopBackground: () => tracker.stop(),
    untilBackgroundSleeps: () => tracker.untilAsleep(),

    // Headless the state stays `active`, and no debugging command changes it.
    leaveComputer: () =>
      worker().then((found) =>
        found.evaluate(() => {
          // Undocumented, so it has no type.
          const { idle } = /** @type {any} */ (globalThis).chrome;
          idle.onStateChanged.dispatch('idle');
        }),
      ),

    allowHost: (pattern) =>
      onExtensionsPage(browser, extensionId, async (page) => {
        await page.turnDeveloperModeOn();
        await page.addHost(pattern);
      }),

    revokeHost: (pattern) =>
      onExtensionsPage(browser, extensionId, (page) => page.removeHost(pattern)),

    async reloadExtension() {
      await onExtensionsPage(browser, extensionId, async (page) => {
        await page.turnDeveloperModeOn();
        await Promise.all([tracker.next(), page.reload()]);
      });
    },

    async switchOffAndOn() {
      await onExtensionsPage(browser, extensionId, async (page) => {
        await page.setEnabled(false);
        await Promise.all([tracker.next(), page.setEnabled(true)]);
      });
    },

    async allowPrivate(isAllowed) {
      await onExtensionsPage(browser, extensionId, async (page) => {
        await page.turnDeveloperModeOn();
        await Promise.all([tracker.next(), page.setIncognito(isAllowed)]);
      });
    },

    async newPrivatePage(neighbour, url) {
      const { host } = new URL(neighbour);
      await onExtensionsPage(browser, host, async (page) => {
        await page.turnDeveloperModeOn();
        await page.setIncognito(true);
      });
      const opener = await browser.newPage();
      await opener.goto(`${neighbour}/page.html`);
      const before = new Set(browser.targets());
      await opener.evaluate((address) => {
        // The extension page's API, for which there is no type here.
        const { windows } = /** @type {any} */ (globalThis).chrome;
        return windows.create({ incognito: true, url: address });
      }, url);
      const target = await browser.waitForTarget(
        (candidate) => !before.has(candidate) && candidate.url() === url,
      );
      await opener.close();
      return target.asPage();
    },

    async installNeighbour(dir) {
      return `chrome-extension://${await browser.installExtension(await realpath(dir))}`;
    },
  };

  async function startWorker() {
    const page = (await browser.pages())[0] ?? (await browser.newPage());
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    const already = tracker.current();
    if (already !== undefined) return already;
    const [target] = await Promise.all([
      tracker.next(),
      session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` }),
    ]);
    await session.detach();
    return target;
  }

  async function worker() {
    const target = tracker.current() ?? (await startWorker());
    const found = await target.worker();
    if (found === null) throw new Error('The target is no worker.');
    // Right after its start it can be asked before the extension API is there.
    while (!(await found.evaluate(() => 'chrome' in globalThis))) await setTimeout(10);
    return found;
  }
}
