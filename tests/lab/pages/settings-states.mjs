/** The states of the manager's other views: settings, passkeys, about. */

import { visitHelp } from './help-states.mjs';
import { fill, press, words } from './keybearer.mjs';
import { addPasskey, plugIn } from './passkeys.mjs';

/**
 * @param {import('./tour.mjs').Tour} tour
 * @param {string} passphrase
 */
export async function visitSettings(tour, passphrase) {
  const { chromium, manager, say } = tour;
  await manager('manager-settings', '#/settings');
  // Firefox lets no extension have passkeys.
  if (chromium.name === 'chromium') await visitPasskeys(tour, passphrase);
  await manager('manager-about', '#/about');
  await manager('manager-about-notices', '#/about', async (page) => {
    await say({ updateWaiting: true, refusedMessages: 3 });
    await page.waitForSelector('.notice');
  });
  await say({ updateWaiting: false });
}

/**
 * @param {import('./tour.mjs').Tour} tour
 * @param {string} passphrase
 */
async function visitPasskeys({ manager }, passphrase) {
  await manager('manager-settings-passkeys', '#/settings', async (page) => {
    const laptop = await plugIn(page);
    await addPasskey(page, 'Laptop', passphrase);
    await laptop.touch(false);
    const key = await plugIn(page, { transport: 'usb' });
    await addPasskey(page, 'Blue security key', passphrase);
    await key.touch(false);
    await laptop.touch(true);
    await press(page, words('passkeyKeep', 'Laptop'), 'checkbox');
    await page.waitForSelector('fieldset :checked');
  });
  await manager('manager-settings-until-closed', '#/settings', async (page) => {
    const lockAfter = `::-p-aria([name="${words('settingsAutoLock')}"][role="combobox"])`;
    await (await page.waitForSelector(lockAfter))?.select(String(720));
    await page.waitForSelector('input[type="checkbox"]:disabled');
  });
  await manager('manager-settings-lock-after', '#/settings', async (page) => {
    await (await page.waitForSelector('#auto-lock'))?.select(String(15));
    await page.waitForSelector('input[type="checkbox"]:disabled', { hidden: true });
  });
  await manager('manager-passkey-add', '#/settings', async (page) => {
    await press(page, words('passkeyAdd'));
    await fill(page, words('passkeyName'), 'Laptop');
    await press(page, words('passkeyCreate'));
    await page.waitForSelector('dialog [aria-invalid="true"]');
  });
  await manager('manager-passkey-remove', '#/settings', async (page) => {
    await press(page, words('passkeyRemove', 'Laptop'));
    await page.waitForSelector('dialog[open]');
  });
  await visitHelp({ manager });
}
