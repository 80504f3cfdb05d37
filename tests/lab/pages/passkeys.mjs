/**
 * Virtual authenticators for Chromium's pages. Each belongs to one page and goes with it. Its PRF
 * secret cannot be read, so an authenticator cannot be copied.
 */
import { fill, press, words } from './controls.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @typedef {object} Authenticator
 * @property {(isThere: boolean) => Promise<void>} touch Sets whether the user touches it.
 * @property {(isOwner: boolean) => Promise<void>} verify Sets whether it recognises the
 *   user's finger, face or PIN.
 * @property {() => Promise<Credential[]>} credentials
 * @property {(credential: Credential) => Promise<void>} take Takes over a credential of
 *   another authenticator, without its PRF secret.
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
 * Adds a passkey with the authenticator of the page that is touched.
 *
 * @param {Page} page The settings.
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
