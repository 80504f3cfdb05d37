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
  async function call(method, ...parameters) {
    await page.evaluate(
      (name, values) => {
        // The private interface has no published types.
        const { developerPrivate } = /** @type {any} */ (globalThis).chrome;
        return developerPrivate[name](...values);
      },
      method,
      parameters,
    );
  }
}
