/** Finds the controls of Keybearer's pages by their texts, as a user does. */
import { readFileSync } from 'node:fs';

/** @typedef {import('../browsers/lab-page.mjs').LabPage} LabPage */

/** @type {typeof import('../../../public/_locales/en/messages.json')} */
const messages = JSON.parse(
  readFileSync(new URL('../../../public/_locales/en/messages.json', import.meta.url), 'utf8'),
);

/** @typedef {keyof typeof messages} MessageKey */

/**
 * A text of the interface.
 *
 * @param {MessageKey} key
 * @param {...string} substitutions In the order of the placeholders.
 */
export function words(key, ...substitutions) {
  return substitutions.reduce(
    (message, value) => message.replace(/\$[A-Z]+\$/, () => value),
    messages[key].message,
  );
}

/**
 * @param {LabPage} page
 * @param {string} label
 * @param {string} value Replaces what is there.
 */
export async function fill(page, label, value) {
  await typeInto(page, `::-p-aria([name="${label}"][role="textbox"])`, value);
}

/** Characters; a longer text is pasted, like a key or an address. */
const TYPED_AT_MOST = 16;

/**
 * @param {LabPage} page
 * @param {string} selector Selects a text field.
 * @param {string} value Replaces what is there.
 */
export async function typeInto(page, selector, value) {
  const input = await page.waitForSelector(selector);
  await clickOn(input, { count: 3 });
  await input?.evaluate((field) => {
    // A text that came up above it meanwhile has moved it away from under the second click.
    if (field instanceof HTMLElement) field.focus();
    // Three clicks select one line.
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.select();
  });
  await page.keyboard.press('Backspace');
  if (value.length > TYPED_AT_MOST) await page.keyboard.sendCharacter(value);
  else await input?.type(value);
}

/**
 * @param {LabPage} page
 * @param {string} name Its accessible name.
 * @param {'button' | 'checkbox' | 'link'} [role]
 */
export async function press(page, name, role = 'button') {
  await click(page, `::-p-aria([name="${name}"][role="${role}"])`);
}

/**
 * Presses a key that may close the page.
 *
 * @param {LabPage} page
 * @param {'Enter' | 'Space'} key
 */
export async function pressLast(page, key) {
  await page.keyboard.press(key).catch(passIfClosed);
}

/**
 * A popup that a key or a click has closed never hears of its end.
 *
 * @param {unknown} error
 */
function passIfClosed(error) {
  if (!String(error).includes('Target closed')) throw error;
}

/** Opens the menu of the profile that is picked. @param {LabPage} popup */
export async function openRowMenu(popup) {
  // The rows of other sites have no such menu.
  await click(popup, '.choices .choice-row:has(:checked) > button');
  await popup.waitForSelector('[role="menuitem"]');
}

/**
 * Chooses from the menu of the profile that is picked.
 *
 * @param {LabPage} popup
 * @param {MessageKey} key
 */
export async function chooseInMenu(popup, key) {
  await openRowMenu(popup);
  await click(popup, `::-p-xpath(//*[@role="menuitem"][text()="${words(key)}"])`);
}

/**
 * @param {LabPage} page
 * @param {string} selector
 */
export async function click(page, selector) {
  try {
    await clickOn(await page.waitForSelector(selector));
  } catch (first) {
    // A newer state redraws the page, possibly between finding a control and clicking it.
    const again = await page.waitForSelector(selector).catch(async (cause) => {
      const said = await page.evaluate(() => document.body.innerText).catch(String);
      throw new Error(`After "${first}" there is no ${selector}, but: ${said}`, { cause });
    });
    await clickOn(again);
  }
}

/** Clicks again if the control has moved, up to this many times. */
const CLICKS_AT_MOST = 5;

/**
 * Clicks like a user: scrolls until no bar covers the control, and clicks again if it has moved
 * away from the pointer, since a newer state may change the layout at any time.
 *
 * @param {import('../browsers/lab-page.mjs').LabElement | null} control
 * @param {{ readonly count?: number }} [options]
 */
export async function clickOn(control, options) {
  for (let clicks = 1; control; clicks += 1) {
    await control.evaluate((element) => {
      // Opens what is folded up over the control. A closed fold has no layout to click on.
      const foldAbove = () => element.closest('details:not([open])');
      for (let fold = foldAbove(); fold && !element.matches('summary'); fold = foldAbove()) {
        fold.querySelector('summary')?.click();
      }
      element.scrollIntoView({ block: 'center' });
      // Stored on the element, where the calls below read it.
      const noted = /** @type {Element & { wasHit?: boolean }} */ (element);
      noted.wasHit = false;
      noted.addEventListener('click', () => (noted.wasHit = true), { capture: true, once: true });
    });
    await control.click(options).catch(passIfClosed);
    const hit = await control
      .evaluate((element) => {
        const { wasHit, isConnected } = /** @type {Element & { wasHit?: boolean }} */ (element);
        return wasHit || !isConnected;
      })
      // The page has gone, so the click has worked.
      .catch(() => true);
    if (hit) return;
    if (clicks === CLICKS_AT_MOST) throw new Error('It does not stay under the pointer.');
  }
}

/**
 * @param {LabPage} page
 * @param {string} label The label of a checkbox or radio button.
 * @param {string} [within] XPath of its container; default: the page.
 */
export async function tick(page, label, within = '') {
  const box = await page.waitForSelector(
    `::-p-xpath(${within}//label[normalize-space()='${label}']/input)`,
  );
  const ticked = await box?.evaluate((element) =>
    /** @type {HTMLInputElement} */ (element).matches(':checked'),
  );
  if (!ticked) await clickOn(box);
}

/** @param {string} name */
export function button(name) {
  return `::-p-aria([name="${name}"][role="button"])`;
}

/**
 * @param {LabPage} page
 * @param {string} selector Selects a `<select>`.
 * @param {string} option The text of the option.
 */
export async function choose(page, selector, option) {
  const select = await page.waitForSelector(selector);
  const value = await select?.evaluate((element, wanted) => {
    const options = [.../** @type {HTMLSelectElement} */ (element).options];
    return options.find(({ text }) => text === wanted)?.value;
  }, option);
  if (value === undefined) throw new Error(`There is no option ${option}`);
  await select?.select(value);
}
