/**
 * Tabs, private windows and the popup, each a page with a number, which stays the same when a
 * navigation moves the page to another process.
 *
 * @typedef {ReturnType<typeof pagesPart>} PagesPart
 */

/**
 * Sent as text: see `chrome-side.mjs`.
 *
 * @param {import('./tools.mjs').ChromeTools} tools
 * @param {import('./addon.mjs').AddonPart} addon
 * @param {import('./permissions.mjs').PermissionsPart} permissions
 * @param {import('./loading.mjs').LoadingPart} loading
 */
export function pagesPart({ load, until }, { extension }, { isAsking }, { loaded }) {
  // Privileged interfaces have no published types.
  const privileged = /** @type {any} */ (globalThis);
  const { gBrowser, Services, window } = privileged;
  const { ExtensionParent } = load('resource://gre/modules/ExtensionParent.sys.mjs');
  const system = Services.scriptSecurityManager.getSystemPrincipal();

  /** @type {Map<number, { browser: any, tab?: any }>} */
  const pages = new Map();
  let lastPage = 0;
  /** The window in front: a private one is another. */
  let front = window;

  const commands = {
    /** @returns {number[]} */
    tabs: () =>
      [...Services.wm.getEnumerator('navigator:browser')].flatMap((each) =>
        (each.gBrowser?.tabs ?? []).map((/** @type {any} */ tab) => pageOf(tab)),
      ),

    /**
     * @param {string} [url] The address, as typed into the address bar.
     * @returns {Promise<number>} The page of a new tab in front, once it is shown.
     * @throws If it cannot be.
     */
    async openTab(url) {
      const tab = gBrowser.addTab(url ?? 'about:blank', { triggeringPrincipal: system });
      gBrowser.selectedTab = tab;
      front = window;
      const problem = url && (await loaded(tab.linkedBrowser, Services.io.newURI(url)));
      if (problem) throw new Error(problem);
      return pageOf(tab);
    },

    /** @returns {Promise<number>} The page of the tab of a new private window. */
    async openPrivateWindow() {
      const opened = privileged.OpenBrowserWindow({ private: true });
      await until('the private window is there', () => opened.gBrowserInit?.delayedStartupFinished);
      front = opened;
      return pageOf(opened.gBrowser.selectedTab);
    },

    /** @param {number} page */
    select(page) {
      const tab = pages.get(page)?.tab;
      if (!tab) return;
      front = tab.ownerDocument.defaultView;
      front.gBrowser.selectedTab = tab;
      // No popup opens in a window behind another.
      front.focus();
    },

    /** @param {number} page */
    async close(page) {
      const { browser, tab } = known(page);
      // Closed with its page, a question is answered with no.
      await until('the prompt is answered', () => !isAsking());
      pages.delete(page);
      const owner = tab?.ownerDocument.defaultView;
      if (owner && owner !== window) owner.close();
      else if (tab) gBrowser.removeTab(tab);
      else browser.closest('panel')?.hidePopup();
      await until('the page is gone', () => !browser.isConnected || owner?.closed);
    },

    /**
     * Gives a tab's page another size than its window's. A popup keeps the size that it has chosen.
     *
     * @param {number} page
     * @param {number} width
     * @param {number} height
     */
    resize(page, width, height) {
      const { browser, tab } = known(page);
      if (!tab) return;
      // Higher than the page, so that each part of that can be clicked.
      window.resizeTo(1280, height + 200);
      Object.assign(browser.style, {
        minWidth: `${width}px`,
        maxWidth: `${width}px`,
        minHeight: `${height}px`,
        maxHeight: `${height}px`,
      });
    },

    /** @param {number} page */
    isOpen: (page) => Boolean(pages.get(page)?.browser.isConnected),

    /**
     * Types the address into the address bar. Resolves when the page is shown.
     *
     * @param {number} page
     * @param {string} url
     * @returns {Promise<string | undefined>} The error.
     */
    async open(page, url) {
      const { browser } = known(page);
      const uri = Services.io.newURI(url);
      const shown = loaded(browser, uri);
      browser.loadURI(uri, { triggeringPrincipal: system });
      return shown;
    },

    /** @param {number} page */
    async reload(page) {
      const { browser } = known(page);
      const shown = loaded(browser, browser.currentURI);
      browser.reload();
      return shown;
    },

    /**
     * @param {number} page
     * @returns {{ id: number, url: string }[]} The page's own document first, then its frames.
     */
    documents: (page) =>
      // There is no tab while a window closes.
      (known(page).browser.browsingContext?.getAllBrowsingContextsInSubtree() ?? []).map(
        (/** @type {any} */ context) => ({
          id: context.id,
          url: context.currentWindowGlobal?.documentURI.spec ?? '',
        }),
      ),

    /**
     * Presses the toolbar button over the tab in front.
     *
     * @returns {Promise<number>} The popup's page, once it is drawn.
     */
    async openPopup() {
      const { browserActionFor } = ExtensionParent.apiManager.global;
      const find = () => front.document.querySelector('.webextension-popup-browser');
      find()?.closest('panel')?.hidePopup();
      await until('no other popup is open', () => !find());
      browserActionFor(extension()).triggerAction(front);
      const browser = await until('the popup is drawn', () => {
        const found = find();
        const shown = found?.closest('panel')?.state === 'open';
        const own = found?.browsingContext?.currentWindowGlobal;
        return shown && own?.documentURI.spec.startsWith('moz-extension:') && isDrawn(found)
          ? found
          : undefined;
      });
      lastPage += 1;
      pages.set(lastPage, { browser });
      return lastPage;
    },
  };
  return { commands, known };

  /** @param {any} tab */
  function pageOf(tab) {
    const entry = [...pages].find(([, page]) => page.tab === tab);
    if (entry) return entry[0];
    lastPage += 1;
    pages.set(lastPage, { browser: tab.linkedBrowser, tab });
    return lastPage;
  }

  /** @param {number} page */
  function known(page) {
    const found = pages.get(page);
    if (!found?.browser.isConnected) throw new Error('The page is closed.');
    return found;
  }

  /** @param {any} browser */
  function isDrawn(browser) {
    const { width, height } = browser.getBoundingClientRect();
    return width * height > 0;
  }
}
