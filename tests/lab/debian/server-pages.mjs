/** A person who signs in at glewlwyd or django-oauth-toolkit, by real clicks on their own pages. */
import { clickOn } from '../pages/controls.mjs';
import { DEBIAN_SCOPE, DEBIAN_USER } from './debian-clients.mjs';

/** @typedef {import('../browsers/lab-page.mjs').LabPage} LabPage */

/**
 * @param {LabPage} page
 * @param {string} selector
 */
const clickAt = async (page, selector) => clickOn(await page.waitForSelector(selector));

/**
 * @param {LabPage} page
 * @param {string} selector
 * @param {string} text
 */
const typeAt = async (page, selector, text) => (await page.waitForSelector(selector))?.type(text);

/** @param {string} text */
const buttonWith = (text) => `::-p-xpath(//button[contains(., '${text}')])`;

/** @param {LabPage} page */
export async function agreeAtGlewlwyd(page) {
  await typeAt(page, '#username', DEBIAN_USER.name);
  await typeAt(page, '#password', DEBIAN_USER.password);
  await clickAt(page, '#loginbut');
  await grantAtGlewlwyd(page);
}

/** For a client that was not granted anything yet, and who is signed in. @param {LabPage} page */
export async function grantAtGlewlwyd(page) {
  await clickAt(page, `#grant-${DEBIAN_SCOPE}`);
  await clickAt(page, buttonWith('Grant access'));
  await clickAt(page, buttonWith('Continue'));
}

/** @param {LabPage} page */
export async function agreeAtDjango(page) {
  await typeAt(page, '#id_username', DEBIAN_USER.name);
  await typeAt(page, '#id_password', DEBIAN_USER.password);
  await clickAt(page, buttonWith('Log in'));
  await authorizeAtDjango(page);
}

/** For who is signed in. @param {LabPage} page */
export async function authorizeAtDjango(page) {
  await clickAt(page, 'input[name="allow"]');
}

/** Who is signed in enters a code that is in the address already. @param {LabPage} page */
export async function connectDeviceAtGlewlwyd(page) {
  await grantAtGlewlwyd(page);
  const done = 'Authorization complete';
  await page.waitForSelector(`::-p-xpath(//*[contains(text(), '${done}')])`);
}
