/** Tabs, the popup and the clipboard of Chromium. */
import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from '../patience.mjs';
import { isShown, managerOf } from './welcome.mjs';

/** Other pages of ours may come up at the same moment, or an error page in the place of one. */
const POPUP = 'src/popup/popup.html';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').Target} Target
 * @typedef {import('./chromium.mjs').LabChromium} LabChromium
 */

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {import('puppeteer-core').CDPSession} wholeBrowser
 * @param {string} extensionId
 * @returns {Pick<LabChromium, 'newPage' | 'openPopup' | 'opened' | 'readClipboard' | 'copyText'>}
 */
export function chromiumPages(browser, wholeBrowser, extensionId) {
  const origin = `chrome-extension://${extensionId}`;

  return {
    newPage: (url = 'about:blank') => (url === 'about:blank' ? browser.newPage() : newPageAt(url)),

    /** @param {import('./lab-page.mjs').LabPage} over */
    async openPopup(over) {
      // Cast: its pages come from `newPage` and `opened`.
      const page = /** @type {Page} */ (over);
      const extension = (await browser.extensions()).get(extensionId);
      if (extension === undefined) throw new Error('The extension is not loaded.');
      const present = new Set(browser.targets());
      await page.bringToFront();
      await page.triggerExtensionAction(extension);
      const target = await browser.waitForTarget(
        (candidate) =>
          candidate.type() === 'page' &&
          candidate.url().startsWith(`${origin}/${POPUP}`) &&
          !present.has(candidate),
      );
      const popup = await target.asPage();
      await popup.waitForFunction(() => document.readyState === 'complete');
      return popup;
    },

    async opened(act, start = managerOf(origin)) {
      const before = new Set(browser.targets());
      await act();
      const page = await (start === managerOf(origin)
        ? shownManager(before)
        : newAt(start, before));
      await page.bringToFront();
      return page;
    },

    readClipboard: (page) =>
      onClipboard(page, () => page.evaluate(() => navigator.clipboard.readText())),

    copyText: (page, text) =>
      onClipboard(page, () =>
        page.evaluate((copied) => navigator.clipboard.writeText(copied), text),
      ),
  };

  /**
   * @param {string} start
   * @param {ReadonlySet<Target>} before
   */
  async function newAt(start, before) {
    const target = await browser.waitForTarget(
      (candidate) =>
        !before.has(candidate) && candidate.type() === 'page' && candidate.url().startsWith(start),
    );
    return target.asPage();
  }

  /**
   * A new tab, or one that is in front by now.
   *
   * @param {ReadonlySet<Target>} before
   */
  async function shownManager(before) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      for (const target of browser.targets()) {
        if (target.type() !== 'page' || !target.url().startsWith(managerOf(origin))) continue;
        if (!before.has(target)) return target.asPage();
        const page = await target.page();
        if (page && (await isShown(page))) return page;
      }
      if (Date.now() > deadline) throw new Error(`No manager within ${PATIENCE_MS} ms.`);
      await pause(20);
    }
  }

  /**
   * Not from an empty one on, which would be a process of its own.
   *
   * @param {string} url
   */
  async function newPageAt(url) {
    const before = new Set(browser.targets());
    await wholeBrowser.send('Target.createTarget', { url });
    const target = await browser.waitForTarget(
      (candidate) => !before.has(candidate) && candidate.type() === 'page',
    );
    const page = /** @type {Page} */ (await target.page());
    // Same condition as `goto`: the load event is over, not only everything loaded.
    await page.waitForFunction(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      return (
        location.href !== 'about:blank' &&
        /** @type {PerformanceNavigationTiming | undefined} */ (navigation)?.loadEventEnd
      );
    });
    // The page still has the address that was asked for; its document has not.
    const shown = await page.evaluate(() => location.protocol);
    if (shown === 'chrome-error:') throw new Error(`${url} did not load.`);
    return page;
  }

  /**
   * @template T
   * @param {import('./lab-page.mjs').LabPage} page
   * @param {() => Promise<T>} act
   */
  async function onClipboard(page, act) {
    await page.bringToFront();
    await wholeBrowser.send('Browser.grantPermissions', {
      origin: await page.evaluate(() => location.origin),
      permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'],
    });
    return act();
  }
}
