/**
 * Drives Keybearer like a user: finds controls by their texts, uses real clicks and keys and the
 * real toolbar popup, and never reaches into the extension.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from '../patience.mjs';
import { button, chooseInMenu, click, clickOn, fill, press, tick, words } from './controls.mjs';
import { fillProfile, saveProfile, submitProfile } from './profile-form.mjs';
import { clickInRow, inRow, rowOf } from './profile-row.mjs';

export { fill, press, words } from './controls.mjs';

/**
 * @typedef {import('../browsers/lab-page.mjs').LabPage} LabPage
 * @typedef {import('../browsers/lab-page.mjs').LabBrowser} LabBrowser
 * @typedef {import('./profile-form.mjs').NewProfile} NewProfile
 */

/** @param {LabBrowser} browser */
export function keybearerIn(browser) {
  const managerUrl = `${browser.extensionOrigin}/src/manager/manager.html`;

  return {
    /**
     * First run: the popup's button opens the manager in a tab.
     *
     * @param {LabPage} page The page under the popup.
     * @param {string} passphrase
     */
    async createVault(page, passphrase) {
      const popup = await browser.openPopup(page);
      const manager = await browser.opened(() => press(popup, words('setupStart')));
      await fill(manager, words('setupPassphrase'), passphrase);
      await fill(manager, words('setupRepeat'), passphrase);
      await press(manager, words('setupCreate'));
      await manager.waitForSelector(button(words('lock')));
      await manager.close();
    },

    /**
     * Adds a profile by the popup's button over a page of the site. The manager then closes itself
     * and reloads the page, if the browser allows the site.
     *
     * @param {LabPage} page
     * @param {NewProfile} profile
     * @param {{ readonly isAllowed?: boolean }} [answer] Whether the person allows the site.
     */
    async addProfileForPage(page, profile, { isAllowed = true } = {}) {
      const popup = await browser.openPopup(page);
      const manager = await browser.opened(() => press(popup, words('popupAddProfile')));
      if (!isAllowed) {
        await saveProfile(manager, profile);
        await manager.close();
        return;
      }
      await fillProfile(manager, profile);
      // A tab that was open before stays, behind the page.
      const isOwn = await manager.evaluate(() => history.length === 1);
      await press(manager, words('formSave'));
      await (isOwn ? untilGone(manager) : untilHidden(manager));
    },

    /** @param {NewProfile} profile */
    async addProfile(profile) {
      const manager = await browser.newPage(`${managerUrl}#/profile/new`);
      await saveProfile(manager, profile);
      await manager.close();
    },

    /** @param {string} [hash] @returns {Promise<LabPage>} */
    openManager: (hash = '') => browser.newPage(`${managerUrl}${hash}`),

    /**
     * @param {string} name
     * @param {(form: LabPage) => Promise<void>} change
     */
    async editProfile(name, change) {
      const manager = await browser.newPage(managerUrl);
      await openEditor(manager, name);
      await change(manager);
      await submitProfile(manager, name);
      await manager.close();
    },

    /** @param {string} name */
    async removeProfile(name) {
      const manager = await browser.newPage(managerUrl);
      await clickInRow(manager, name, `button[text()='${words('managerDelete')}']`);
      await manager.waitForSelector(`::-p-xpath(${rowOf(name)})`, { hidden: true });
      await manager.close();
    },

    /** @param {LabPage} page */
    async pause(page) {
      const popup = await browser.openPopup(page);
      await tick(popup, words('popupPause'));
      await popup.waitForSelector(button(words('popupResume')));
      await popup.close();
    },

    /** @param {LabPage} page */
    async resume(page) {
      const popup = await browser.openPopup(page);
      await press(popup, words('popupResume'));
      await popup.waitForSelector(button(words('popupResume')), { hidden: true });
      await popup.close();
    },

    /**
     * @param {LabPage} page A page of the site.
     * @param {string} name The profile's name, or "Off".
     */
    async pick(page, name) {
      const popup = await browser.openPopup(page);
      const choice = await popup.waitForSelector(
        `::-p-xpath(//fieldset//label[.//span[text()='${name}']]/input)`,
      );
      const picked = await choice?.evaluate((element) =>
        /** @type {HTMLInputElement} */ (element).matches(':checked'),
      );
      if (!picked) {
        await clickOn(choice);
        await popup.waitForSelector(button(words('popupReload')));
      }
      await popup.close();
    },

    /** Allows the site of the page. @param {LabPage} page */
    async allowInPopup(page) {
      const popup = await browser.openPopup(page);
      await press(popup, words('verdictAllowHere'));
      await popup.waitForSelector('.verdict.good');
      await popup.close();
    },

    /**
     * Reads the popup's verdict on the page's site.
     *
     * @param {LabPage} page
     */
    async verdict(page) {
      const popup = await browser.openPopup(page);
      const line = await popup.waitForSelector('.verdict [role="status"]');
      const sentence = await line?.evaluate((element) => element.textContent ?? '');
      await popup.close();
      return sentence ?? '';
    },

    /**
     * Resolves when the popup shows the sentence; rejects if it never does.
     *
     * @param {LabPage} page
     * @param {string} sentence
     */
    async untilVerdict(page, sentence) {
      const popup = await browser.openPopup(page);
      const selector = `::-p-xpath(//p[@role="status"][contains(., "${sentence}")])`;
      await untilThere(popup, selector);
      await popup.close();
    },

    /**
     * Resolves when the popup shows the text anywhere; rejects if it never does.
     *
     * @param {LabPage} page
     * @param {string} text
     */
    async untilPopupSays(page, text) {
      const popup = await browser.openPopup(page);
      await untilThere(popup, `::-p-xpath(//main[contains(., "${text}")])`);
      await popup.close();
    },

    /**
     * Opens the popup and, from the menu of the profile that is picked there, what can be copied.
     *
     * @param {LabPage} page
     */
    async openCopy(page) {
      const popup = await browser.openPopup(page);
      await chooseInMenu(popup, 'copy');
      await popup.waitForSelector(button(words('copyCurl')));
      return popup;
    },

    /** @param {LabPage} page */
    async lock(page) {
      const popup = await browser.openPopup(page);
      await press(popup, words('lock'));
      await popup.waitForSelector(button(words('unlock')));
      await popup.close();
    },

    /**
     * @param {LabPage} page
     * @param {string} passphrase
     */
    async unlock(page, passphrase) {
      const popup = await browser.openPopup(page);
      await fill(popup, words('unlockPassphrase'), passphrase);
      await popup.keyboard.press('Enter');
      await untilThere(popup, button(words('lock')));
      await popup.close();
    },

    /**
     * Tries a passphrase that should not open the vault.
     *
     * @param {LabPage} page
     * @param {string} passphrase
     * @returns {Promise<{ problem: string, kept: string }>} The popup's message, and the
     *   text that is left in the field.
     */
    async failToUnlock(page, passphrase) {
      const popup = await browser.openPopup(page);
      await fill(popup, words('unlockPassphrase'), passphrase);
      await popup.keyboard.press('Enter');
      const alert = await popup.waitForSelector('[role="alert"]');
      const problem = (await alert?.evaluate((element) => element.textContent)) ?? '';
      const field = await popup.$('input');
      const kept =
        (await field?.evaluate((input) => /** @type {HTMLInputElement} */ (input).value)) ?? '';
      await popup.close();
      return { problem, kept };
    },

    /** Reads what the popup shows first; more may come. @param {LabPage} page */
    async popupText(page) {
      const popup = await browser.openPopup(page);
      await popup.waitForSelector('main');
      const text = await mainText(popup);
      await popup.close();
      return text;
    },
  };
}

/** @param {LabPage} page */
function mainText(page) {
  return page.evaluate(() => document.querySelector('main')?.textContent ?? '');
}

/**
 * Describes each field by the length of its text, which may be secret; a star marks the focus.
 *
 * @param {LabPage} page
 */
function fieldsOf(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('input, textarea')]
      .map((field) => {
        const { value } = /** @type {HTMLInputElement} */ (field);
        return `${value.length}${field === document.activeElement ? '*' : ''}`;
      })
      .join(', '),
  );
}

/**
 * If the popup never shows the element, closes it and throws with the popup's text.
 *
 * @param {LabPage} popup
 * @param {string} selector
 */
async function untilThere(popup, selector) {
  await popup.waitForSelector(selector).catch(async (cause) => {
    const said = `${await mainText(popup)} (fields: ${await fieldsOf(popup)})`;
    await popup.close();
    throw new Error(`There is no ${selector}, but: ${said}`, { cause });
  });
}

/** @param {LabPage} page */
function untilHidden(page) {
  return page.waitForFunction(() => document.visibilityState === 'hidden');
}

/** Resolves once the page has closed itself. @param {LabPage} page */
async function untilGone(page) {
  const deadline = Date.now() + PATIENCE_MS;
  const isThere = () => page.evaluate(() => true).catch(() => false);
  while (await isThere()) {
    if (Date.now() > deadline) throw new Error(`It stays open, with: ${await mainText(page)}`);
    await pause(50);
  }
}

/**
 * Opens the form of a profile from the list.
 *
 * @param {LabPage} manager
 * @param {string} name
 */
export async function openEditor(manager, name) {
  await click(manager, inRow(name, `a[text()='${words('managerEdit')}']`));
  await manager.waitForSelector('form');
}
