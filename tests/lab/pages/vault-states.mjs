/** The states of a locked vault, and of one with changed copies. */
import { readFileSync } from 'node:fs';
import { click } from './controls.mjs';
import { fill, press, words } from './keybearer.mjs';
import { storeCopies } from './stored-copies.mjs';

/** @type {typeof import('../../vectors/vault-later-format.json')} */
const LATER = JSON.parse(
  readFileSync(new URL('../../vectors/vault-later-format.json', import.meta.url), 'utf8'),
);

/**
 * @param {import('./tour.mjs').Tour} tour
 * @param {import('puppeteer-core').Page} site
 */
export async function visitLocked({ keybearer, popup, manager, say }, site) {
  await keybearer.lock(site);
  await popup('popup-locked', site);
  await say({ lockedBy: 'browser-update' });
  await popup('popup-locked-reason', site);
  await popup('popup-locked-problem', site, async (page) => {
    await fill(page, words('unlockPassphrase'), 'wrong');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="alert"]');
  });
  await manager('manager-locked');
  await manager('manager-locked-out', '', (page) => click(page, 'summary'));
}

/**
 * @param {import('./tour.mjs').Tour} tour
 * @param {import('puppeteer-core').Page} site
 */
export async function visitStoredVaults({ chromium, keybearer, popup, manager }, site) {
  const kept = await chromium.inBackground(() => chrome.storage.local.get('vault'));
  await storeCopies(chromium, { current: 'damaged' }, { current: kept.vault });
  await popup('popup-repaired', site);
  await manager('manager-repaired');
  await told('older-restored', words('notice_older_restored'));
  await told('copy-failing', words('notice_copy_failing'));
  await manager('manager-copy-failing');

  await storeCopies(chromium, { current: LATER.readable }, { current: LATER.readable });
  await keybearer.unlock(site, LATER.passphrase);
  const open = await keybearer.openManager();
  await press(open, words('noticeRead'));
  await open.close();
  await popup('popup-read-only', site);
  await manager('manager-read-only');
  await manager('manager-read-only-refused', '', async (page) => {
    await press(page, words('managerStop'));
    await page.waitForSelector('main > section [role="alert"]');
  });
  await storeCopies(chromium, { current: LATER.closed }, { current: kept.vault });
  await popup('popup-newer', site);
  await manager('manager-newer');

  await storeCopies(chromium, { current: 'damaged', before: 'damaged' }, {});
  await popup('popup-damaged', site);
  await manager('manager-damaged');
  await manager('manager-damaged-problem', '', async (page) => {
    await press(page, words('restore'));
    await page.waitForSelector('[role="alert"]');
    await fill(page, words('startOverConfirm', words('startOverPhrase')), words('startOverPhrase'));
  });

  /**
   * Sets the notice that the background sets: a failing disk is not available here.
   *
   * @param {string} notice
   * @param {string} sentence
   */
  async function told(notice, sentence) {
    await chromium.inBackground((noted) => chrome.storage.session.set({ notice: noted }), notice);
    // The sentence takes the place of another in the same element, which no selector waits for.
    await popup(`popup-${notice}`, site, (page) =>
      page.waitForFunction((told) => document.body.innerText.includes(told), {}, sentence),
    );
  }
}
