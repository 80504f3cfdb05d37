/**
 * Drives a real Firefox with the built extension in it, the way a person would: toolbar popup,
 * permission prompt, reload, restart, crash. One Marionette connection does all of it.
 *
 * With a `profileDir` the add-on is installed for good, as a file: a restart on it finds it as a
 * person's would, with its address, `storage.local`, IndexedDB and granted hosts, after SIGKILL too
 * (measured on Firefox 153). Session rules, `storage.session` and alarms are gone. An unsigned add-on
 * can be installed like that in the long-term release and in developers' builds only, so
 * without a `profileDir` it is loaded as a temporary add-on.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowserProfile } from './browser-profile.mjs';
import { findFirefox, OLDEST_FIREFOX } from './find-firefox.mjs';
import { CHROME_SIDE } from './firefox-chrome/chrome-side.mjs';
import { evaluateIn, firefoxPage, until } from './firefox-page.mjs';
import { writePreferences } from './firefox-preferences.mjs';
import { bringStartupCache, keepStartupCache } from './firefox-startup-cache.mjs';
import { connectMarionette } from './marionette.mjs';
import { packExtension } from './pack-extension.mjs';
import { HAS_GROUPS, hasEnded, signalGroup } from './process-group.mjs';
import { startSocksProxy } from './socks-proxy.mjs';
import { isShown, managerOf, settleWelcome } from './welcome.mjs';

/**
 * @typedef {import('./lab-page.mjs').LabPage} LabPage
 * @typedef {import('./lab-page.mjs').LabBrowser} LabBrowser
 */

/**
 * @typedef {object} FirefoxOptions
 * @property {string} extensionDir Folder of the unpacked extension.
 * @property {Pick<import('../lab.mjs').Lab, 'certificate' | 'realPort'>} lab
 * @property {string} [profileDir] Kept when the browser ends, with the add-on in it; without it a
 *   temporary one.
 * @property {import('./browser-profile.mjs').InspectProfile} [inspectProfile] When the browser has
 *   ended, before a temporary profile goes.
 * @property {boolean} [headless] Default true.
 * @property {boolean} [keepsWelcome] The tab that an installation opens stays. Default false.
 */

/**
 * @typedef {object} OnlyFirefox
 * @property {string} extensionId
 * @property {(url: string) => Promise<LabPage>} newPrivatePage Opens it in a private window.
 * @property {readonly string[]} refused `host:port` of Firefox's refused connections outside the lab.
 * @property {import('./firefox-page.mjs').CallChromeSide} call The browser's own side.
 * @property {Promise<void>} closed Resolves when the browser has ended, for any reason.
 *
 * @typedef {LabBrowser & OnlyFirefox} LabFirefox
 */

/** Firefox makes up another id at each installation, unless it is set. */
const HOST_OF_PAGES = '6b657962-6561-4265-8172-6b6579626561';
const OWN_ORIGIN = `moz-extension://${HOST_OF_PAGES}`;

/** Real seconds, the API's minimum: the driver's own input counts as a person's. */
const LEAST_IDLE_SECONDS = 15;

/** All code of ours in the browser's window keeps its state in this sandbox. */
const SANDBOX = 'keybearer-lab';

/**
 * @param {FirefoxOptions} options
 * @returns {Promise<LabFirefox>}
 */
export async function launchFirefox(options) {
  const { extensionDir, lab, profileDir, inspectProfile } = options;
  const { headless = true, keepsWelcome = false } = options;
  const manifest = await readFile(join(extensionDir, 'manifest.json'), 'utf8');
  const extensionId = JSON.parse(manifest).browser_specific_settings.gecko.id;
  const profile = await openBrowserProfile(profileDir, inspectProfile);
  /** @type {import('./firefox-page.mjs').CallChromeSide | undefined} */
  let trusting;
  const proxy = await startSocksProxy(async (host, port) => {
    const real = host.endsWith('.test') ? lab.realPort(port) : undefined;
    // Before the handshake of TLS, which would fail else.
    if (real !== undefined) await trusting?.('trust', host, port, derOf(lab.certificate.cert));
    return real;
  });
  const downloadDir = join(profile.dir, 'Downloads');
  await writePreferences(profile.dir, proxy.port, {
    'browser.download.dir': downloadDir,
    // The folder above, and no other.
    'browser.download.folderList': 2,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: HOST_OF_PAGES }),
  });
  await bringStartupCache(profile.dir);
  const firefox = await startFirefox(profile.dir, headless);
  const { process: child, marionette } = firefox;
  const exited = once(child, 'exit');

  const call = /** @type {import('./firefox-page.mjs').CallChromeSide} */ (
    async (method, ...parameters) => {
      const { value } = await marionette.send('WebDriver:ExecuteScript', {
        script: `return globalThis.lab[arguments[0]](...arguments[1])`,
        args: [method, parameters],
        sandbox: SANDBOX,
        newSandbox: false,
      });
      return value ?? undefined;
    }
  );

  async function discard() {
    await exited;
    marionette.close();
    await proxy.stop();
    await keepStartupCache(profile.dir);
    await profile.discard();
  }

  await marionette.send('WebDriver:NewSession', { timeouts: { script: 24 * 60 * 60_000 } });
  await marionette.send('Marionette:SetContext', { value: 'chrome' });
  await marionette.send('WebDriver:ExecuteScript', {
    script: `globalThis.lab = (${CHROME_SIDE})(...arguments)`,
    args: [extensionId],
    sandbox: SANDBOX,
    newSandbox: false,
  });
  trusting = call;
  const isNew = profileDir === undefined || !(await call('isInstalled'));
  if (profileDir === undefined) await install(await realpath(extensionDir), true);
  else if (isNew) {
    const file = join(profile.dir, 'extension.xpi');
    await packExtension(extensionDir, file);
    await install(file, false);
  }
  await call('untilStarted');

  /**
   * The file that Firefox reads at its start. It is written a second after the installation; without it
   * the add-on would be off. The compression leaves a name's first occurrence as it is.
   */
  async function isNoted() {
    const found = await readFile(join(profile.dir, 'addonStartup.json.lz4')).catch(() => undefined);
    return found?.includes(extensionId.replace(/@.*/, '@')) || undefined;
  }

  /**
   * @param {string} path
   * @param {boolean} temporary
   */
  function install(path, temporary) {
    return marionette.send('Addon:Install', { path, temporary });
  }

  /** @type {Map<LabPage, number>} */
  const numbers = new Map();
  /** @param {number} number */
  function page(number) {
    const made = firefoxPage(call, number);
    numbers.set(made, number);
    return made;
  }

  const welcome = isNew
    ? await settleWelcome(
        await until('the welcome', () => tabAt(managerOf(OWN_ORIGIN), async () => true)),
        keepsWelcome,
      )
    : undefined;

  /** @param {string} start Of the address. @param {(tab: number, page: LabPage) => Promise<boolean>} isIt */
  async function tabAt(start, isIt) {
    for (const number of await call('tabs')) {
      const [top] = await call('documents', number);
      const found = page(number);
      if (top?.url.startsWith(start) && (await isIt(number, found))) return found;
    }
    return undefined;
  }

  return {
    name: 'firefox',
    extensionId,
    extensionOrigin: OWN_ORIGIN,
    profileDir: profile.dir,
    downloadDir,
    welcome,
    refused: proxy.refused,
    call,
    closed: exited.then(() => undefined),

    newPage: async (url) => page(await (url ? call('openTab', url) : call('openTab'))),

    async newPrivatePage(url) {
      const made = page(await call('openPrivateWindow'));
      await made.goto(url);
      return made;
    },

    async openPopup(over) {
      await over.bringToFront();
      const popup = page(await call('openPopup'));
      await popup.waitForFunction(() => document.readyState === 'complete');
      return popup;
    },

    async opened(act, start = managerOf(OWN_ORIGIN)) {
      const before = await call('tabs');
      await act();
      const made = await until(`a tab shows ${start}`, async () => {
        return tabAt(start, async (tab, candidate) => {
          const isReused = start === managerOf(OWN_ORIGIN) && (await isShown(candidate));
          return isReused || !before.includes(tab);
        });
      });
      await made.waitForFunction(() => document.readyState === 'complete');
      await made.bringToFront();
      return made;
    },

    inBackground: (script, ...parameters) => evaluateIn(call, 'background', {}, script, parameters),
    stopBackground: () => call('stopBackground'),
    async untilBackgroundSleeps() {
      await call('prefer', 'extensions.background.idle.timeout', 1000);
      // The time counts from the next event on.
      await evaluateIn(call, 'background', {}, idleState, [LEAST_IDLE_SECONDS]);
      await until('the background sleeps', async () => {
        return (await call('isBackgroundRunning')) ? undefined : true;
      });
      await call('prefer', 'extensions.background.idle.timeout', 30_000);
    },
    readClipboard: () => call('readClipboard'),
    copyText: (_, text) => call('copyText', text),
    async leaveComputer() {
      await evaluateIn(call, 'background', {}, setIdleInterval, [LEAST_IDLE_SECONDS]);
      await until('the browser reports the idle state', async () => {
        const state = await evaluateIn(call, 'background', {}, idleState, [LEAST_IDLE_SECONDS]);
        return state === 'idle' || undefined;
      });
    },

    allowHost: (pattern) => call('allow', pattern),
    revokeHost: (pattern) => call('revoke', pattern),
    reloadExtension: () => call('reloadExtension'),
    allowPrivate: (isAllowed) => call('allowPrivate', isAllowed),
    installNeighbour: async (dir) => call('installNeighbour', await realpath(dir)),

    async close() {
      if (!hasEnded(child)) {
        // The answer may come or not: the browser is closing.
        await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      }
      await discard();
    },

    async kill() {
      if (profileDir !== undefined) await until('the add-on will be found again', isNoted);
      signalGroup(child, 'SIGKILL');
      await discard();
    },

    suspend: () => signalGroup(child, 'SIGSTOP'),
    resume: () => signalGroup(child, 'SIGCONT'),
  };
}

/** @param {number} seconds */
function setIdleInterval(seconds) {
  // The extension page's API, for which there is no type here.
  /** @type {any} */ (globalThis).browser.idle.setDetectionInterval(seconds);
}

/** @param {number} seconds */
function idleState(seconds) {
  return /** @type {any} */ (globalThis).browser.idle.queryState(seconds);
}

/**
 * @param {string} profileDir
 * @param {boolean} headless
 */
async function startFirefox(profileDir, headless) {
  const portFile = join(profileDir, 'MarionetteActivePort');
  // A browser that was killed leaves the port of then.
  await rm(portFile, { force: true });
  const child = spawn(
    requireFirefox(),
    [
      '-marionette',
      '-no-remote',
      // Without this permission no script may run in the browser's own window.
      '-remote-allow-system-access',
      '-profile',
      profileDir,
      ...(headless ? ['--headless'] : []),
    ],
    {
      stdio: 'ignore',
      detached: HAS_GROUPS,
      // The second makes Firefox heed `services.settings.server`.
      env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    },
  );
  // Ctrl-C ends this process before any code could await the browser's end.
  const killNow = () => signalGroup(child, 'SIGKILL');
  process.once('exit', killNow);
  child.once('exit', () => process.off('exit', killNow));
  const marionette = await until('Firefox answers', async () => {
    if (hasEnded(child)) throw new Error(`Firefox ended with ${child.exitCode}.`);
    const port = Number(await readFile(portFile, 'utf8').catch(() => ''));
    return port > 0 ? connectMarionette(port).catch(() => undefined) : undefined;
  });
  return { process: child, marionette };
}

function requireFirefox() {
  const found = findFirefox();
  if (found !== undefined) return found.path;
  throw new Error(`No Firefox ${OLDEST_FIREFOX} or newer. Run: node scripts/prepare.mjs --browser`);
}

/** @param {string} pem */
function derOf(pem) {
  return pem.replace(/-----[A-Z ]+-----|\s/g, '');
}
