/**
 * `npm run screenshots`: every state of every page, light and dark, as files under
 * dist/screenshots, to be looked at after each change to a page.
 */
import { mkdir } from 'node:fs/promises';
import { launchChromium } from './chromium.mjs';
import { GEONODE, GLUWA, PROFILES } from './demo-profiles.mjs';
import { fill, keybearerIn, press, words } from './keybearer.mjs';
import { startLab } from './lab.mjs';

const OUT = 'dist/screenshots';
const PASSPHRASE = 'keybearer screenshots';

await mkdir(OUT, { recursive: true });
const lab = await startLab();
const chromium = await launchChromium({ extensionDir: 'dist/chrome', lab });
const keybearer = keybearerIn(chromium);
const managerUrl = `chrome-extension://${chromium.extensionId}/src/manager/manager.html`;

try {
  await shootAll();
} finally {
  await chromium.close();
  await lab.stop();
}

async function shootAll() {
  const blank = await chromium.newPage('about:blank');
  const site = await chromium.newPage(`${GLUWA}/`);

  await popup('popup-first-run', site);
  await manager('manager-setup');
  await manager('manager-setup-problem', '', async (page) => {
    await fill(page, words('setupPassphrase'), 'short');
    await press(page, words('setupSuggest'));
    await press(page, words('setupCreate'));
  });
  await keybearer.createVault(site, PASSPHRASE);

  await manager('manager-empty');
  await popup('popup-no-profile', site);
  await popup('popup-no-site-empty', blank);
  await manager('manager-new-profile', `#/profile/new?site=${encodeURIComponent(GLUWA)}`);
  await manager('manager-new-profile-problem', '#/profile/new?site=http://api.gluwa.test', (page) =>
    press(page, words('formSave')).then(() => page.waitForSelector('[role="alert"]')),
  );

  await keybearer.addProfile(PROFILES.ethereum);
  await popup('popup-not-allowed', site);
  await manager('manager-not-allowed');
  for (const host of [GLUWA, GEONODE]) await chromium.allowHost(`${host}/*`);
  await keybearer.allowInPopup(site, new URL(GLUWA).host);
  await popup('popup-signed', site);
  await keybearer.addProfile({ ...PROFILES.bitcoin, use: false });
  await keybearer.addProfile({ ...PROFILES.geonode, path: '/api/v1' });
  await keybearer.addProfile({
    ...PROFILES.apiKey,
    name: 'A rather long name for the second sandbox administrator',
  });
  await popup('popup-set', site);
  await popup('popup-switched', site, async (page) => {
    const [first] = await page.$$('.choice input');
    await first?.click();
    await page.waitForSelector('::-p-aria([name="Reload the page"])');
  });
  const geonode = await chromium.newPage(`${GEONODE}/`);
  await popup('popup-path-scope', geonode);
  await popup('popup-no-site', blank);
  await manager('manager-profiles');
  await manager('manager-edit', '', (page) =>
    press(page, words('managerEdit'), 'link').then(() => page.waitForSelector('form')),
  );
  await manager('manager-remove', '', (page) => press(page, words('managerRemove')));

  await keybearer.lock(site);
  await popup('popup-locked', site);
  await popup('popup-locked-problem', site, async (page) => {
    await fill(page, words('unlockPassphrase'), 'wrong');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="alert"]');
  });
  await manager('manager-locked');

  const worker = await chromium.worker();
  await worker.evaluate(() => chrome.storage.local.set({ vault: 'damaged' }));
  await popup('popup-damaged', site);
  await manager('manager-damaged');
}

/**
 * @param {string} name
 * @param {import('puppeteer-core').Page} over
 * @param {(page: import('puppeteer-core').Page) => Promise<unknown>} [prepare]
 */
async function popup(name, over, prepare) {
  const page = await chromium.openPopup(over);
  await page.waitForSelector('main');
  await prepare?.(page);
  await shoot(name, page);
  await page.close();
}

/**
 * @param {string} name
 * @param {string} [hash]
 * @param {(page: import('puppeteer-core').Page) => Promise<unknown>} [prepare]
 */
async function manager(name, hash = '', prepare) {
  const page = await chromium.newPage(`${managerUrl}${hash}`);
  await page.setViewport({ width: 800, height: 720 });
  await page.waitForSelector('main > *');
  await prepare?.(page);
  await shoot(name, page);
  await page.close();
}

/**
 * @param {string} name
 * @param {import('puppeteer-core').Page} page
 */
async function shoot(name, page) {
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await page.screenshot({ path: `${OUT}/${name}-${theme}.png` });
  }
}
