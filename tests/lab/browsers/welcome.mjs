/**
 * The tab that Keybearer opens when it is installed. Each start of a browser without the extension in its
 * profile is an installation; the tab is there before a test begins, and does not come to its front later.
 *
 * @typedef {import('./lab-page.mjs').LabPage} LabPage
 */

/** @param {string} origin Of the extension's pages. */
export const managerOf = (origin) => `${origin}/src/manager/manager.html`;

/**
 * @param {LabPage} page
 * @returns {Promise<boolean>} Whether its tab is in front. No, while it loads.
 */
export function isShown(page) {
  return page.evaluate(() => document.visibilityState === 'visible').catch(() => false);
}

/**
 * @template {LabPage} P
 * @param {P} page
 * @param {boolean} keeps
 * @returns {Promise<P | undefined>} The page, if it stays open.
 */
export async function settleWelcome(page, keeps) {
  // A page that is still loading may not close.
  await page.waitForFunction(() => document.readyState === 'complete');
  if (keeps) return page;
  await page.close();
  return undefined;
}
