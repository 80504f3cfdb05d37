/**
 * What a person does on `chrome://extensions`, by the page's own private interface. It opens in
 * the background and only for the moment: a new tab in front would close an open popup and become
 * the active tab.
 */

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
  const page = await browser.newPage({ type: 'tab', background: true });
  try {
    await page.goto('chrome://extensions');
    return await work({
      turnDeveloperModeOn: () => call('updateProfileConfiguration', { inDeveloperMode: true }),
      reload: () => call('reload', extensionId, { failQuietly: true }),
      // Not by the private interface: that asks the person, who is not there.
      setEnabled: (isOn) => management('setEnabled', extensionId, isOn),
      setIncognito: (incognitoAccess) =>
        call('updateExtensionConfiguration', { extensionId, incognitoAccess }),
      addHost: (pattern) => call('addHostPermission', extensionId, pattern),
      removeHost: (pattern) => call('removeHostPermission', extensionId, pattern),
    });
  } finally {
    await page.close();
  }

  /**
   * @param {string} method Of chrome.developerPrivate.
   * @param {...unknown} parameters
   * @returns {Promise<void>}
   */
  function call(method, ...parameters) {
    return callOf('developerPrivate', method, parameters);
  }

  /**
   * @param {string} method Of chrome.management.
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
        // What this page has beside other pages has no published types.
        const { chrome } = /** @type {any} */ (globalThis);
        return chrome[area][name](...values);
      },
      api,
      method,
      parameters,
    );
  }
}
