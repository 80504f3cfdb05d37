/**
 * Keybearer as a person uses it: the pages found by what they say, real clicks and keys, the real
 * toolbar popup. Nothing here reaches into the extension.
 */
import { readFileSync } from 'node:fs';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('./chromium.mjs').LabChromium} LabChromium
 */

/**
 * @typedef {object} NewProfile
 * @property {string} name
 * @property {string} site Any address of the API, as one would paste it.
 * @property {string} [path]
 * @property {string} scheme The name of the auth scheme in the picker.
 * @property {Readonly<Record<string, string>>} fields Label → what to type.
 * @property {boolean} [use] Whether to use it on the site at once; default true.
 */

/** @type {typeof import('../../public/_locales/en/messages.json')} */
const messages = JSON.parse(
  readFileSync(new URL('../../public/_locales/en/messages.json', import.meta.url), 'utf8'),
);

/**
 * The words of the interface.
 *
 * @param {keyof typeof messages} key
 * @param {...string} substitutions In the order of the placeholders.
 */
export function words(key, ...substitutions) {
  return substitutions.reduce(
    (message, value) => message.replace(/\$[A-Z]+\$/, () => value),
    messages[key].message,
  );
}

/** @param {LabChromium} chromium */
export function keybearerIn(chromium) {
  const origin = `chrome-extension://${chromium.extensionId}`;

  return {
    /**
     * First run, as the popup offers it: its button opens the manager in a tab.
     *
     * @param {Page} page The page one happens to be on.
     * @param {string} passphrase
     */
    async createVault(page, passphrase) {
      const popup = await chromium.openPopup(page);
      const manager = await opened(chromium, () => press(popup, words('setupStart')));
      await fill(manager, words('setupPassphrase'), passphrase);
      await fill(manager, words('setupRepeat'), passphrase);
      await press(manager, words('setupCreate'));
      await manager.waitForSelector(button(words('lock')));
      await manager.close();
    },

    /**
     * From the popup over a page of the site, the way it offers.
     *
     * @param {Page} page
     * @param {NewProfile} profile
     */
    async addProfileForPage(page, profile) {
      const popup = await chromium.openPopup(page);
      const manager = await opened(chromium, () => press(popup, words('popupAddProfile')));
      await saveProfile(manager, profile);
      await manager.close();
    },

    /** @param {NewProfile} profile */
    async addProfile(profile) {
      const manager = await chromium.newPage(`${origin}/src/manager/manager.html#/profile/new`);
      await saveProfile(manager, profile);
      await manager.close();
    },

    /**
     * @param {Page} page A page of the site.
     * @param {string} name Of the profile, or "Nobody".
     */
    async pick(page, name) {
      const popup = await chromium.openPopup(page);
      const choice = await popup.waitForSelector(
        `::-p-xpath(//fieldset//label[.//span[text()='${name}']]/input)`,
      );
      const picked = await choice?.evaluate((element) =>
        /** @type {HTMLInputElement} */ (element).matches(':checked'),
      );
      if (!picked) {
        await choice?.click();
        await popup.waitForSelector(button(words('popupReload')));
      }
      await popup.close();
    },

    /**
     * @param {Page} page
     * @param {string} host As the button names it.
     */
    async allowInPopup(page, host) {
      const popup = await chromium.openPopup(page);
      await press(popup, words('verdictAllow', host));
      await popup.waitForSelector('.verdict.good');
      await popup.close();
    },

    /**
     * What the popup says about the page's site.
     *
     * @param {Page} page
     */
    async verdict(page) {
      const popup = await chromium.openPopup(page);
      const line = await popup.waitForSelector('.verdict [role="status"]');
      const sentence = await line?.evaluate((element) => element.textContent ?? '');
      await popup.close();
      return sentence ?? '';
    },

    /** @param {Page} page */
    async lock(page) {
      const popup = await chromium.openPopup(page);
      await press(popup, words('lock'));
      await popup.waitForSelector(button(words('unlock')));
      await popup.close();
    },

    /**
     * @param {Page} page
     * @param {string} passphrase
     */
    async unlock(page, passphrase) {
      const popup = await chromium.openPopup(page);
      await fill(popup, words('unlockPassphrase'), passphrase);
      await popup.keyboard.press('Enter');
      await popup.waitForSelector(button(words('lock')));
      await popup.close();
    },

    /**
     * A passphrase that should not open the vault.
     *
     * @param {Page} page
     * @param {string} passphrase
     * @returns {Promise<{ problem: string, kept: string }>} What the popup says to it, and what its
     *   field then holds.
     */
    async failToUnlock(page, passphrase) {
      const popup = await chromium.openPopup(page);
      await fill(popup, words('unlockPassphrase'), passphrase);
      await popup.keyboard.press('Enter');
      const alert = await popup.waitForSelector('[role="alert"]');
      const problem = (await alert?.evaluate((element) => element.textContent)) ?? '';
      const kept = await popup.$eval('input', ({ value }) => value);
      await popup.close();
      return { problem, kept };
    },

    /** What the popup asks for or offers, for a look at its state. @param {Page} page */
    async popupText(page) {
      const popup = await chromium.openPopup(page);
      const main = await popup.waitForSelector('main');
      const text = await main?.evaluate((element) => element.textContent ?? '');
      await popup.close();
      return text ?? '';
    },
  };
}

/**
 * Fills in the form and saves it; resolves once the manager shows it in the list.
 *
 * @param {Page} manager On the form for a new profile.
 * @param {NewProfile} profile
 */
export async function saveProfile(manager, { name, site, path, scheme, fields, use = true }) {
  await fill(manager, words('formName'), name);
  await fill(manager, words('formSite'), site);
  if (path !== undefined) await fill(manager, words('formPath'), path);
  await choose(manager, words('formScheme'), scheme);
  for (const [label, value] of Object.entries(fields)) await fill(manager, label, value);
  if (!use) await press(manager, words('formUse'), 'checkbox');
  await press(manager, words('formSave'));
  await manager.waitForSelector(`::-p-xpath(//h2[text()='${name}'])`);
}

/**
 * @param {Page} page
 * @param {string} label
 * @param {string} value Replaces what is there.
 */
export async function fill(page, label, value) {
  const input = await page.waitForSelector(`::-p-aria([name="${label}"][role="textbox"])`);
  await input?.click({ count: 3 });
  await page.keyboard.press('Backspace');
  await input?.type(value);
}

/**
 * @param {Page} page
 * @param {string} name Its accessible name.
 * @param {'button' | 'checkbox' | 'link'} [role]
 */
export async function press(page, name, role = 'button') {
  const control = await page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`);
  await control?.click();
}

/** @param {string} name */
function button(name) {
  return `::-p-aria([name="${name}"][role="button"])`;
}

/**
 * @param {Page} page
 * @param {string} label
 * @param {string} option As it reads.
 */
async function choose(page, label, option) {
  const select = await page.waitForSelector(`::-p-aria([name="${label}"][role="combobox"])`);
  const value = await select?.evaluate((element, wanted) => {
    const options = [.../** @type {HTMLSelectElement} */ (element).options];
    return options.find(({ text }) => text === wanted)?.value;
  }, option);
  if (value === undefined) throw new Error(`${label} has no option ${option}`);
  await select?.select(value);
}

/**
 * The tab that an action opens.
 *
 * @param {LabChromium} chromium
 * @param {() => Promise<void>} act
 * @returns {Promise<Page>}
 */
async function opened(chromium, act) {
  const before = new Set(chromium.browser.targets());
  await act();
  const target = await chromium.browser.waitForTarget(
    (candidate) =>
      !before.has(candidate) && candidate.type() === 'page' && candidate.url().includes('manager'),
  );
  const page = await target.asPage();
  await page.bringToFront();
  return page;
}
