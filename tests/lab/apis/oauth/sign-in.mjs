/** A person who signs in at the lab's authorization server, by real clicks on its pages. */
import { clickOn, press, words } from '../../pages/controls.mjs';

/**
 * @typedef {import('../../browsers/lab-page.mjs').LabPage} LabPage
 * @typedef {import('../../browsers/lab-page.mjs').LabBrowser} LabBrowser
 */

/**
 * Signs in, from Keybearer's page with the button to the page with the result.
 *
 * @param {LabBrowser} browser
 * @param {LabPage} manager
 * @param {string} server Its origin.
 * @param {(provider: LabPage) => Promise<void>} [person] The person's actions in the provider's window.
 */
export async function signIn(browser, manager, server, person = agree) {
  const provider = await browser.opened(() => press(manager, words('signInBegin')), server);
  await person(provider);
}

/** @param {LabPage} provider */
export async function agree(provider) {
  const login = await provider.waitForSelector('input[name="login"]');
  await login?.type('ada');
  await clickOn(await provider.waitForSelector('button[value="continue"]'));
  await clickOn(await provider.waitForSelector(`::-p-xpath(//button[text()='Allow'])`));
}

/** @param {LabPage} provider */
export async function refuse(provider) {
  await clickOn(await provider.waitForSelector('button[value="cancel"]'));
}

/** Enters a code that is in the address already. @param {LabPage} provider */
export async function connectDevice(provider) {
  const question = `//h1[text()='Is this your device?']`;
  const button = `//button[text()='Continue']`;
  await clickOn(await provider.waitForSelector(`::-p-xpath(${question}/..${button})`));
  await agree(provider);
  await provider.waitForSelector(`::-p-xpath(//h1[text()='Device connected'])`);
}
