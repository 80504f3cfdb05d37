/** The states of the popup that a row's menu, a key or a page without a profile leads to. */
import { GLUWA } from '../demo/demo-profiles.mjs';
import { button, chooseInMenu, click, openRowMenu, typeInto } from './controls.mjs';
import { openEditor, press, words } from './keybearer.mjs';
import { field } from './profile-form.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** A site next door, and one whose pages may become callers. */
const NEXT_DOOR = `${GLUWA}:8443`;
const APP = 'https://app.gluwa.test';

/**
 * @param {Pick<import('./tour.mjs').Tour, 'popup'>} tour
 * @param {Page} site A profile with one secret is picked there.
 */
export async function visitRows({ popup }, site) {
  await popup('popup-row-menu', site, openRowMenu);
  await popup('popup-replace', site, async (page) => {
    await chooseInMenu(page, 'rotationReplace');
    await page.waitForSelector('#replacing');
  });
  await popup('popup-more', site, async (page) => {
    await press(page, words('seenMore'));
    await page.waitForSelector('.why');
  });
  await popup('popup-keys', site, async (page) => {
    // A key is heard once the popup is drawn and the site's choices are there.
    await page.waitForSelector('.choice');
    await page.keyboard.type('?');
    await page.waitForSelector('dialog[open]');
  });
}

/** @param {Pick<import('./tour.mjs').Tour, 'chromium' | 'popup'>} tour */
export async function visitNeighbours({ chromium, popup }) {
  const door = await chromium.newPage(`${NEXT_DOOR}/blank`);
  await popup('popup-near', door, (page) => page.waitForSelector(button(words('callHere'))));
  await door.close();
  const app = await chromium.newPage(`${APP}/blank`);
  await popup('popup-call-which', app, async (page) => {
    await press(page, words('callHere'));
    await click(page, 'input[name="caller"]');
    await page.waitForSelector(`::-p-xpath(//button[starts-with(., '${words('callAllow', '')}')])`);
  });
  await app.close();
}

/** Its header is the picked profile's, in another letter case. */
const EXTRA = {
  name: 'Access proxy',
  site: GLUWA,
  ...fixed('X-Proxy-Token'),
  moreHeaders: [fixed('authorization')],
  isExtra: true,
};

/** @param {string} headerName */
function fixed(headerName) {
  return {
    scheme: words('scheme_custom_header'),
    fields: {
      [words('field_custom_header_headerName')]: headerName,
      [words('field_custom_header_value')]: 'made-up-0001',
    },
  };
}

/**
 * @param {Pick<import('./tour.mjs').Tour, 'keybearer' | 'popup' | 'manager'>} tour
 * @param {Page} site
 * @param {string} name A profile of the site that sets Authorization.
 */
export async function visitExtras({ keybearer, popup, manager }, site, name) {
  await keybearer.pick(site, name);
  await keybearer.addProfile(EXTRA);
  /** The extras are below the choices, and may be out of sight. */
  const says = async (/** @type {Page} */ page, /** @type {string} */ text) => {
    const found = await page.waitForSelector(`::-p-xpath(//fieldset//p[contains(., "${text}")])`);
    await found?.evaluate((line) => line.closest('fieldset')?.scrollIntoView({ block: 'center' }));
  };
  const choose = (/** @type {Page} */ page, /** @type {string} */ text) =>
    click(page, `::-p-xpath(//fieldset//label[.//span[text()="${text}"]]/input)`);
  await popup('popup-extras', site, (page) =>
    says(page, words('popupExtraHeld', 'authorization', name)),
  );
  await popup('popup-extras-off', site, async (page) => {
    await choose(page, words('popupOff'));
    await says(page, words('popupExtrasOff'));
  });
  await popup('popup-extras-alone', site, async (page) => {
    await choose(page, words('popupExtrasAlone'));
    await page.waitForSelector('.verdict.good');
  });
  await manager('editor-extra', '', async (page) => {
    await openEditor(page, EXTRA.name);
    await page.waitForSelector('.preview td');
  });
  await keybearer.pick(site, name);
}

/**
 * @param {Pick<import('./tour.mjs').Tour, 'keybearer' | 'popup' | 'say'>} tour
 * @param {Page} site
 * @param {string} name The profile that is picked there.
 */
export async function visitEnds({ keybearer, popup, say }, site, name) {
  await popup('popup-end', site, async (page) => {
    await chooseInMenu(page, 'rowEnd_minutes30');
    await page.waitForSelector(button(words('popupKeepOn')));
  });
  await keybearer.pick(site, words('popupOff'));
  // Cast: as the product writes it.
  await say({ endedPicks: /** @type {any} */ ({ [GLUWA]: 'time' }) });
  await popup('popup-ended', site, (page) =>
    page.waitForSelector(`::-p-xpath(//p[.="${words('popupEnded_time')}"])`),
  );
  await keybearer.pick(site, name);
}

/**
 * @param {Pick<import('./tour.mjs').Tour, 'popup'>} tour
 * @param {Page} site A profile is picked there.
 */
export async function visitOnlyInTab({ popup }, site) {
  const box = `::-p-xpath(//label[contains(., "${words('popupOnlyInTab')}")]/input)`;
  await popup('popup-only-in-tab', site, async (page) => {
    await click(page, box);
    await page.waitForSelector('#only-in-tab');
  });
  await popup('popup-only-in-tab-off', site, async (page) => {
    await click(
      page,
      `::-p-xpath(//fieldset//label[.//span[text()="${words('popupOff')}"]]/input)`,
    );
    await page.waitForSelector(button(words('popupReload')));
  });
  await popup('popup-only-in-tab-ended', site, async (page) => {
    await click(page, box);
    await page.waitForSelector('#only-in-tab', { hidden: true });
  });
}

/**
 * A caller is added to a stored credential, which the next unlock tells.
 *
 * @param {Pick<import('./tour.mjs').Tour, 'keybearer' | 'popup' | 'manager'>} tour
 * @param {Page} site
 * @param {{ readonly name: string, readonly passphrase: string }} profile
 */
export async function visitWidened({ keybearer, popup, manager }, site, { name, passphrase }) {
  await keybearer.editProfile(name, (form) => typeInto(form, field('formCallers'), APP));
  await keybearer.lock(site);
  await keybearer.unlock(site, passphrase);
  const told = (/** @type {Page} */ page) => page.waitForSelector(button(words('widenedRemove')));
  await popup('popup-widened', site, told);
  await manager('manager-widened', '', told);
}
