/** A walk through the pages: the data of each state, and the way to it. */
import { keybearerIn, press, words } from './keybearer.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @typedef {(name: string, page: Page) => Promise<void>} Visit Called with the page in that state.
 * @typedef {(page: Page) => Promise<unknown>} Prepare
 *
 * @typedef {object} Tour The tools of a walk through the pages.
 * @property {import('../browsers/chromium.mjs').LabChromium} chromium
 * @property {ReturnType<typeof keybearerIn>} keybearer
 * @property {import('../lab.mjs').Lab} lab
 * @property {Visit} visit
 * @property {string} managerUrl
 * @property {(name: string, over: Page, prepare?: Prepare) => Promise<void>} popup
 * @property {(name: string, hash?: string, prepare?: Prepare) => Promise<void>} manager
 * @property {(facts: Partial<import('../../../src/app/session').SessionState>) => Promise<void>} say
 */

/**
 * @param {import('../browsers/chromium.mjs').LabChromium} chromium
 * @param {import('../lab.mjs').Lab} lab
 * @param {Visit} visit
 * @returns {Tour}
 */
export function tourOf(chromium, lab, visit) {
  const managerUrl = `${chromium.extensionOrigin}/src/manager/manager.html`;
  const keybearer = keybearerIn(chromium);
  return { chromium, keybearer, lab, visit, managerUrl, popup, manager, say };

  /**
   * Sets facts that only the browser could give the background, which publishes them when asked.
   *
   * @param {Partial<import('../../../src/app/session').SessionState>} facts
   */
  async function say(facts) {
    await chromium.inBackground((known) => chrome.storage.session.set(known), facts);
    const page = await chromium.newPage(managerUrl);
    await page.evaluate(() => chrome.runtime.sendMessage({ type: 'state/read' }));
    await page.close();
  }

  /**
   * @param {string} name
   * @param {Page} over
   * @param {(page: Page) => Promise<unknown>} [prepare]
   */
  async function popup(name, over, prepare) {
    const page = await chromium.openPopup(over);
    await page.waitForSelector('main > *');
    await prepare?.(page);
    await visit(name, page);
    await page.close();
  }

  /**
   * @param {string} name
   * @param {string} [hash]
   * @param {(page: Page) => Promise<unknown>} [prepare]
   */
  async function manager(name, hash = '', prepare) {
    const page = await chromium.newPage(`${managerUrl}${hash}`);
    await page.setViewport({ width: 800, height: 720 });
    await page.waitForSelector('main > *');
    await prepare?.(page);
    await visit(name, page);
    // Otherwise the next form would be this one again.
    if (name.startsWith('editor-')) {
      await press(page, words('cancel'));
      await page.waitForSelector('form', { hidden: true });
    }
    await page.close();
  }
}

/** The narrowest window in which everything has to be reached. @param {Page} page */
export function narrow(page) {
  return page.setViewport({ width: 320, height: 720 });
}
