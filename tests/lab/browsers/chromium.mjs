/**
 * Drives a real Chromium with the built extension in it, the way a person would: toolbar popup,
 * permissions, reload, restart, crash.
 *
 * Restart on the same `profileDir` (measured on Chromium 156): an extension loaded through the
 * debugging pipe is forgotten when the browser ends, so it is loaded again: `onInstalled` fires
 * with reason `install`, granted hosts and alarms are gone. After one `reloadExtension()` it stays:
 * it comes back by itself, with `onStartup`, its grants and its alarms. **A test of a true restart
 * therefore reloads once first.** Either way the id (made from the manifest's key) and
 * `storage.local` are the same, after SIGKILL too. Each installation opens the welcome: see `welcome.mjs`. Grants are written seconds later: SIGKILL right
 * after a change may bring back the state before it.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { idOfKey } from '../../../scripts/extension-id.mjs';
import { openBrowserProfile } from './browser-profile.mjs';
import { chromiumExtension } from './chromium-extension.mjs';
import { chromiumPages } from './chromium-pages.mjs';
import { findChromium, OLDEST_CHROMIUM } from './find-chromium.mjs';
import { hasEnded, signalGroup } from './process-group.mjs';
import { managerOf, settleWelcome } from './welcome.mjs';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').WebWorker} WebWorker
 * @typedef {import('./lab-page.mjs').LabBrowser} LabBrowser
 */

/**
 * @typedef {object} ChromiumOptions
 * @property {string} extensionDir Folder of the unpacked extension.
 * @property {Pick<import('../lab.mjs').Lab, 'chromiumArgs'>} lab
 * @property {string} [profileDir] Kept when the browser ends; without it a temporary one.
 * @property {import('./browser-profile.mjs').InspectProfile} [inspectProfile] When the browser has
 *   ended, before a temporary profile goes.
 * @property {boolean} [headless] Default true.
 * @property {boolean} [keepsWelcome] The tab that an installation opens stays. Default false.
 */

/**
 * @typedef {object} OnlyChromium
 * @property {import('puppeteer-core').Browser} browser
 * @property {string} extensionId
 * @property {(url?: string) => Promise<Page>} newPage
 * @property {(page: Page) => Promise<Page>} openPopup Grants `activeTab` on the page.
 * @property {Page | undefined} [welcome] See `ChromiumOptions.keepsWelcome`.
 * @property {() => Promise<void>} switchOffAndOn On the browser's own page; resolves when the new
 *   background runs.
 * @property {(neighbour: string, url: string) => Promise<Page>} newPrivatePage In a private
 *   window, which only an extension can open: one that `installNeighbour` has given the origin of.
 * @property {() => Promise<WebWorker>} worker The running service worker, started if need be. Ask
 *   again after a stop or reload: the old handle is dead.
 *
 * @typedef {OnlyChromium & LabBrowser} LabChromium
 */

/**
 * Keep the browser's own requests out of the lab's log, so that everything in it was caused by a
 * page or by the extension. Two services can only be silenced by an address that does not answer.
 */
const QUIET_ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--gaia-url=https://localhost:1/',
  '--component-updater=url-source=https://localhost:1/',
];

/**
 * The first is noise of the same kind as above. The others start processes ahead of need, for tabs
 * that may be opened and for suggestions of the address bar.
 */
const FEATURES_OFF = [
  'NetworkTimeServiceQuerying',
  'SpareRendererForSitePerProcess',
  'PreloadTopChromeWebUI',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

/**
 * @param {ChromiumOptions} options
 * @returns {Promise<LabChromium>}
 */
export async function launchChromium(options) {
  const { extensionDir, lab, profileDir, inspectProfile, headless = true } = options;
  const profile = await openBrowserProfile(profileDir, inspectProfile);
  await pinOnToolbar(profile.dir, extensionDir);
  const browser = await puppeteer.launch({
    executablePath: requireChromium(),
    headless,
    pipe: true,
    userDataDir: profile.dir,
    defaultViewport: null,
    enableExtensions: true,
    args: [
      ...QUIET_ARGS,
      `--disable-features=${FEATURES_OFF.join()}`,
      ...lab.chromiumArgs,
      // Chromium refuses to run as root with its sandbox, and containers run as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const { extensionId, welcome } = await loadExtension(browser, options).catch(async (error) => {
    await browser.close();
    await profile.discard();
    throw error;
  });
  // Started above, and by puppeteer as the leader of its own group.
  const child = /** @type {import('node:child_process').ChildProcess} */ (browser.process());
  const origin = `chrome-extension://${extensionId}`;
  const downloadDir = join(profile.dir, 'Downloads');
  const wholeBrowser = await browser.target().createCDPSession();
  await wholeBrowser.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: downloadDir,
  });

  return {
    name: 'chromium',
    browser,
    extensionId,
    extensionOrigin: origin,
    profileDir: profile.dir,
    downloadDir,
    welcome,
    ...chromiumPages(browser, wholeBrowser, extensionId),
    ...chromiumExtension(browser, extensionId),

    async close() {
      await browser.close();
      await profile.discard();
    },

    async kill() {
      const exited = hasEnded(child) ? undefined : once(child, 'exit');
      signalGroup(child, 'SIGKILL');
      await exited;
      await profile.discard();
    },

    suspend: () => signalGroup(child, 'SIGSTOP'),
    resume: () => signalGroup(child, 'SIGCONT'),
  };
}

/**
 * Pins the extension, as its daily user does. An extension that is not pinned slides out before its
 * popup opens, which takes longer than everything that the popup does.
 *
 * @param {string} profileDir
 * @param {string} extensionDir
 */
async function pinOnToolbar(profileDir, extensionDir) {
  const file = join(profileDir, 'Default', 'Preferences');
  if (existsSync(file)) return;
  const key = await keyOf(extensionDir);
  if (key === undefined) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ extensions: { pinned_extensions: [idOfKey(key)] } }));
}

function requireChromium() {
  const found = findChromium();
  if (found !== undefined) return found.path;
  throw new Error(
    `No Chromium ${OLDEST_CHROMIUM} or newer. Run: node scripts/prepare.mjs --browser`,
  );
}

/**
 * @param {string} extensionDir
 * @returns {Promise<string | undefined>} Undefined for the extension that a bench compares with.
 */
async function keyOf(extensionDir) {
  return JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8')).key;
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {ChromiumOptions} options
 * @returns {Promise<{ readonly extensionId: string, readonly welcome: Page | undefined }>}
 */
async function loadExtension(browser, { extensionDir, keepsWelcome = false }) {
  const dir = await realpath(extensionDir);
  for (const [extensionId, extension] of await browser.extensions()) {
    if (extension.path === dir) return { extensionId, welcome: undefined };
  }
  const extensionId = await browser.installExtension(dir);
  if ((await keyOf(dir)) === undefined) return { extensionId, welcome: undefined };
  const start = managerOf(`chrome-extension://${extensionId}`);
  const target = await browser.waitForTarget(
    (candidate) => candidate.type() === 'page' && candidate.url().startsWith(start),
  );
  // Cast: a tab that is in front has a page.
  const page = /** @type {Page} */ (await target.page());
  return { extensionId, welcome: await settleWelcome(page, keepsWelcome) };
}
