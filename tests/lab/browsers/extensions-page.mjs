/**
 * A person's actions on `chrome://extensions`, through the page's own private interface, which its
 * resources have as well: the page itself takes over a second to load. It opens in the background,
 * since a new tab in front would close an open popup and become the active tab.
 */

/** @type {WeakMap<import('puppeteer-core').Browser, Promise<import('puppeteer-core').Page>>} */
const opened = new WeakMap();

/**
 * @typedef {object} ExtensionsPage
 * @property {() => Promise<void>} turnDeveloperModeOn Without it `runtime.reload()` leaves an
 *   unpacked extension disabled.
 * @property {() => Promise<void>} reload
 * @property {(isOn: boolean) => Promise<void>} setEnabled
 * @property {(isAllowed: boolean) => Promise<void>} setIncognito Whether it runs in private windows.
 * @property {(pattern: string) => Promise<void>} addHost
 * @property {(pattern: string) => Promise<void>} removeHost
 */

/**
 * @template T
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} extensionId
 * @param {(page: ExtensionsPage) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function onExtensionsPage(browser, extensionId, work) {
  const page = await pageIn(browser);
  return work({
    turnDeveloperModeOn: () => call('updateProfileConfiguration', { inDeveloperMode: true }),
    reload: () => call('reload', extensionId, { failQuietly: true }),
    // The private interface is no help here: it asks the person, who is not there.
    setEnabled: (isOn) => management('setEnabled', extensionId, isOn),
    setIncognito: (incognitoAccess) =>
      call('updateExtensionConfiguration', { extensionId, incognitoAccess }),
    addHost: (pattern) => call('addHostPermission', extensionId, pattern),
    removeHost: (pattern) => call('removeHostPermission', extensionId, pattern),
  });

  /**
   * @param {string} method A method of chrome.developerPrivate.
   * @param {...unknown} parameters
   * @returns {Promise<void>}
   */
  function call(method, ...parameters) {
    return callOf('developerPrivate', method, parameters);
  }

  /**
   * @param {string} method A method of chrome.management.
   * @param {...unknown} parameters
   */
  function management(method, ...parameters) {
    return callOf('management', method, parameters);
  }

  /**
   * @param {string} api
   * @param {string} method
   * @param {readonly unknown[]} parameters
   */
  async function callOf(api, method, parameters) {
    await page.evaluate(
      (area, name, values) => {
        // The private API of this page has no published types.
        const { chrome } = /** @type {any} */ (globalThis);
        return chrome[area][name](...values);
      },
      api,
      method,
      parameters,
    );
  }
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @returns {Promise<import('puppeteer-core').Page>}
 */
async function pageIn(browser) {
  const known = await opened.get(browser)?.catch(() => undefined);
  if (known && !known.isClosed()) return known;
  const opening = open(browser);
  opened.set(browser, opening);
  return opening;
}

/** @param {import('puppeteer-core').Browser} browser */
async function open(browser) {
  const page = await browser.newPage({ type: 'tab', background: true });
  await page.goto('chrome://extensions/strings.m.js');
  return page;
}
