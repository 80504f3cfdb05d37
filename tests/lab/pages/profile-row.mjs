/** Finds the rows of the manager's list, and opens them. */
import { PATIENCE_MS } from '../patience.mjs';
import { click, clickOn } from './controls.mjs';

/** @typedef {import('../browsers/lab-page.mjs').LabPage} LabPage */

/** @param {string} name @returns {string} XPath. */
export function rowOf(name) {
  return `//li[.//*[contains(@class,'profile-name')]/*[@class='name'][text()='${name}']]`;
}

/**
 * @param {string} name
 * @param {string} control XPath step.
 */
export function inRow(name, control) {
  return `::-p-xpath(${rowOf(name)}//${control})`;
}

/**
 * Shows all about a profile. A row that needs the user opens by itself, perhaps at the moment of the click,
 * which then closes it: so it is looked at again.
 *
 * @param {LabPage} manager
 * @param {string} name
 */
export async function openRow(manager, name) {
  const deadline = Date.now() + PATIENCE_MS;
  const details = inRow(name, '*[@class="profile-details"]');
  while (!(await manager.$(details))) {
    if (Date.now() > deadline) throw new Error(`The row of ${name} does not open.`);
    const toggle = await manager.waitForSelector(inRow(name, 'button[@aria-expanded]'));
    const isOpen = await toggle?.evaluate((button) => button.getAttribute('aria-expanded'));
    if (isOpen !== 'true') await clickOn(toggle);
    await manager.waitForSelector(details, { timeout: 2000 }).catch(() => undefined);
  }
}

/**
 * Clicks a control of a profile that only an open row shows.
 *
 * @param {LabPage} manager
 * @param {string} name
 * @param {string} control XPath step.
 */
export async function clickInRow(manager, name, control) {
  await openRow(manager, name);
  await click(manager, inRow(name, control));
}
