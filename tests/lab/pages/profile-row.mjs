/** Finds the rows of the manager's list, and opens them. */
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

/** Shows all about a profile; a row that needs the user may be open already. */
export async function openRow(/** @type {LabPage} */ manager, /** @type {string} */ name) {
  const toggle = await manager.waitForSelector(inRow(name, 'button[@aria-expanded]'));
  const isOpen = await toggle?.evaluate((button) => button.getAttribute('aria-expanded'));
  if (isOpen !== 'true') await clickOn(toggle);
  await manager.waitForSelector(inRow(name, '*[@class="profile-details"]'));
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
