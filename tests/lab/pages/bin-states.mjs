/** The states of deleting: the undo bar, what is asked before something goes for good, and the bin. */
import { PROFILES } from '../demo/demo-profiles.mjs';
import { click } from './controls.mjs';
import { press, words } from './keybearer.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {import('./tour.mjs').Tour} tour */
export async function visitBin(tour) {
  const { keybearer, manager } = tour;
  /** @param {Page} page @param {string} name */
  const remove = async (page, name) => {
    await stopLongTimers(page);
    await keybearer.removeProfile(name);
    await page.bringToFront();
    await page.waitForSelector('.undo-bar button');
  };
  const names = ['Old staging', 'Leaked key'];
  for (const name of names) await keybearer.addProfile({ ...PROFILES.geonode, name, use: false });
  await manager('manager-undo', '', (page) => remove(page, 'Old staging'));
  await manager('manager-delete-now', '#/settings', async (page) => {
    await remove(page, 'Leaked key');
    await press(page, words('deleteNow'));
    await page.waitForSelector('dialog[open]');
  });
  await manager('manager-bin', '#/bin', (page) => page.waitForSelector('.bin li'));
  await manager('manager-bin-restored', '#/bin', async (page) => {
    await press(page, words('binRestore'));
    await page.waitForSelector('.bin .notice');
  });
  await manager('manager-bin-question', '#/bin', async (page) => {
    await click(page, '.bin .push');
    await page.waitForSelector('dialog[open]');
  });
  await manager('manager-bin-empty', '#/bin', async (page) => {
    await click(page, '.bin .push');
    await press(page, words('deleteForGood'));
    await page.waitForSelector('.bin .notice');
  });
  await visitNotices(tour);
}

/** @param {Pick<import('./tour.mjs').Tour, 'chromium' | 'manager' | 'managerUrl' | 'say'>} tour */
async function visitNotices({ chromium, manager, managerUrl, say }) {
  const told = (/** @type {Page} */ page) => page.waitForSelector('.notice.told');
  const dismiss = async (/** @type {'notice' | 'unrevoked'} */ what) => {
    const page = await chromium.newPage(managerUrl);
    await page.evaluate((type) => chrome.runtime.sendMessage({ type }), `${what}/dismiss`);
    await page.close();
  };
  await say({ notice: 'bin-gave-way' });
  await manager('manager-bin-gave-way', '', told);
  await dismiss('notice');
  await say({ unrevokedAt: ['auth.gluwa.test', 'id.geonode.test'] });
  await manager('manager-unrevoked', '', told);
  await dismiss('unrevoked');
}

/** The bar goes after ten seconds, which are shorter than the checks of one state. @param {Page} page */
function stopLongTimers(page) {
  return page.evaluate(() => {
    const real = setTimeout;
    const short = (/** @type {() => void} */ act, /** @type {number} */ delay) =>
      delay > 5_000 ? 0 : real(act, delay);
    Object.assign(globalThis, { setTimeout: short });
  });
}
