/** The states of the manager's list: found, filtered and selected profiles, and none that match. */
import { choose, click, press, words } from './controls.mjs';
import { field } from './profile-form.mjs';
import { openRow, rowOf } from './profile-row.mjs';
import { narrow } from './tour.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const COPIES = 4;

/**
 * @param {import('./tour.mjs').Tour} tour
 * @param {string} name Of a profile that is in use.
 */
export async function visitList({ chromium, manager, managerUrl }, name) {
  const page = await chromium.newPage(managerUrl);
  await page.waitForSelector(`::-p-xpath(${rowOf(name)})`);
  const ids = await addCopies(page, name);
  await manager('manager-list');
  await manager('manager-list-open', '', (list) => openRow(list, name));
  await manager('manager-list-found', '', (list) => search(list, 'copy'));
  await manager('manager-list-nothing', '', (list) => search(list, 'no such profile'));
  await manager('manager-list-filtered', '', async (list) => {
    await press(list, words('listFilter'));
    await choose(list, field('formScheme'), words('scheme_basic'));
    await list.waitForSelector(`::-p-xpath(//button[text()='${words('listFilters', '1')}'])`);
  });
  await manager('manager-list-selected', '', async (list) => {
    for (const copy of ['copy 1', 'copy 2']) {
      await press(list, words('listSelect', copy), 'checkbox');
    }
    await press(list, words('formColour'));
    await list.waitForSelector('.selection-bar .colour');
  });
  await manager('manager-list-selected-narrow', '', async (list) => {
    await narrow(list);
    await click(list, '.order-row input');
    await list.waitForSelector('.selection-bar');
  });
  await page.evaluate(
    (profileIds) => chrome.runtime.sendMessage({ type: 'profile/remove', profileIds }),
    ids,
  );
  await page.close();
}

/** @param {Page} list @param {string} query */
async function search(list, query) {
  await list.keyboard.press('/');
  await list.keyboard.type(query);
  await list.waitForSelector(`::-p-xpath(//*[@role='status'][contains(., ' of ')])`);
}

/**
 * By messages, since the editor of each copy would open.
 *
 * @param {Page} page
 * @param {string} name
 * @returns {Promise<string[]>} their ids
 */
function addCopies(page, name) {
  return page.evaluate(
    async (original, count) => {
      const ask = (/** @type {object} */ message) =>
        /** @type {Promise<any>} */ (chrome.runtime.sendMessage(message));
      const profiles = async () => (await ask({ type: 'state/read' })).state.profiles;
      const of = (await profiles()).find((/** @type {any} */ each) => each.name === original);
      const before = new Set((await profiles()).map((/** @type {any} */ { id }) => id));
      for (let copy = count; copy > 0; copy--) {
        await ask({ type: 'profile/duplicate', profileId: of.id, name: `copy ${copy}` });
      }
      const after = (await profiles()).map((/** @type {any} */ { id }) => id);
      return after.filter((/** @type {string} */ id) => !before.has(id));
    },
    name,
    COPIES,
  );
}
