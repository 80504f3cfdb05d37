/**
 * Authenticators for Chromium's pages, as a person would hold them: each belongs to the page it is
 * plugged into, and goes with it. What one answers cannot be had from outside, so none can be copied.
 */
import { fill, press, words } from './controls.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @typedef {object} Authenticator
 * @property {(isThere: boolean) => Promise<void>} touch Whether somebody touches it when it asks.
 * @property {(isOwner: boolean) => Promise<void>} verify Whether it recognises them: their finger,
 *   face or PIN.
 * @property {() => Promise<Credential[]>} credentials
 * @property {(credential: Credential) => Promise<void>} take A credential that another one made,
 *   which is all of it but the answers.
 *
 * @typedef {import('puppeteer-core').Protocol.WebAuthn.Credential} Credential
 */

/**
 * @param {Page} page
 * @param {{ readonly transport?: 'internal' | 'usb', readonly hasPrf?: boolean }} [options] A page
 *   has one `internal` at most.
 * @returns {Promise<Authenticator>}
 */
export async function plugIn(page, { transport = 'internal', hasPrf = true } = {}) {
  const session = await page.createCDPSession();
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    touch: (enabled) =>
      session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    verify: (isUserVerified) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    credentials: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    take: (credential) => session.send('WebAuthn.addCredential', { authenticatorId, credential }),
  };
}

/**
 * With whichever authenticator of the page is touched.
 *
 * @param {Page} page Of the settings.
 * @param {string} name
 * @param {string} passphrase
 */
export async function addPasskey(page, name, passphrase) {
  await press(page, words('passkeyAdd'));
  await fill(page, words('passkeyName'), name);
  await fill(page, words('passkeyPassphrase'), passphrase);
  await press(page, words('passkeyCreate'));
  await page.waitForSelector(`::-p-xpath(//output[text()="${words('passkeyAdded', name)}"])`);
}
