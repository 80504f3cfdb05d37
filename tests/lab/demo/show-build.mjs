/**
 * Brings a new build in front of a person: from outside, so that the extension needs no code for it.
 */

/**
 * Shows each build, one after the other: the next may end while one is being shown.
 *
 * @param {import('./watch-build.mjs').Watching} watching
 * @param {import('../browsers/lab-page.mjs').LabBrowser} browser
 * @param {string} passphrase
 */
export function showEachBuild(watching, browser, passphrase) {
  let shown = Promise.resolve();
  watching.onBuilt((built) => {
    shown = shown
      .then(() => showBuild(browser, passphrase, built))
      .then(() => console.log(built.isBackgroundNew ? 'Extension reloaded.' : 'Pages reloaded.'))
      .catch((error) => console.error(error instanceof Error ? error.message : error));
  });
}

/**
 * @param {import('../browsers/lab-page.mjs').LabBrowser} browser
 * @param {string} passphrase
 * @param {import('./watch-build.mjs').Built} built
 */
async function showBuild(browser, passphrase, { isBackgroundNew }) {
  const pages = await browser.inBackground(openPages);
  if (!isBackgroundNew) {
    await browser.inBackground(
      reloadPages,
      pages.map(({ tabId }) => tabId),
    );
    return;
  }
  // Closes the pages, and with the session the vault.
  await browser.reloadExtension();
  const manager = `${browser.extensionOrigin}/src/manager/manager.html`;
  const [first = manager, ...others] = pages.map(({ documentUrl }) => documentUrl);
  const page = await browser.newPage(first);
  await page.evaluate(unlock, passphrase);
  if (pages.length === 0) await page.close();
  for (const url of others) await browser.newPage(url);
}

/** @returns {Promise<{ tabId: number, documentUrl: string }[]>} Tabs of the extension. */
function openPages() {
  // In the background, where there is no type for it.
  const { runtime } = /** @type {any} */ (globalThis).chrome;
  return runtime.getContexts({ contextTypes: ['TAB'] });
}

/** @param {readonly number[]} tabs */
async function reloadPages(tabs) {
  const { tabs: api } = /** @type {any} */ (globalThis).chrome;
  for (const tab of tabs) await api.reload(tab, { bypassCache: true });
}

/** @param {string} passphrase */
async function unlock(passphrase) {
  const { runtime } = /** @type {any} */ (globalThis).chrome;
  const { ok } = await runtime.sendMessage({ type: 'vault/unlock', passphrase });
  if (!ok) throw new Error('The demo vault did not open.');
}
