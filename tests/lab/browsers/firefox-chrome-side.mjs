/**
 * What the driver runs in Firefox's own window, where tabs, the toolbar, permissions and add-ons
 * can be reached. Pages have numbers here, which stay the same when a navigation moves the page to
 * another process.
 */

/**
 * @typedef {ReturnType<typeof chromeSide>} ChromeSide
 */

/**
 * Sent as text, so it must not refer to anything outside itself. The object is kept by the window.
 *
 * @param {string} addonId
 */
export function chromeSide(addonId) {
  // Privileged interfaces have no published types.
  const privileged = /** @type {any} */ (globalThis);
  const { ChromeUtils, Components, gBrowser, PopupNotifications, Services, window } = privileged;
  const { classes: Cc, interfaces: Ci } = Components;
  const { AddonManager } = load('resource://gre/modules/AddonManager.sys.mjs');
  const { ExtensionParent } = load('resource://gre/modules/ExtensionParent.sys.mjs');
  const { ExtensionPermissions } = load('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const system = Services.scriptSecurityManager.getSystemPrincipal();
  const PATIENCE_MS = 20_000;
  const DAY_MS = 24 * 60 * 60_000;

  /** @type {Map<number, { browser: any, tab?: any }>} */
  const pages = new Map();
  let lastPage = 0;
  /** The window in front: a private one is another. */
  let front = window;
  /** What the person would allow, if asked. @type {Set<string>} */
  const willing = new Set();
  /** What a prompt on the screen asks for. @type {readonly string[] | undefined} */
  let asked;
  /** Whether there is nobody to answer what the browser asks. */
  let isUnattended = true;

  watchPrompts();
  watchSignInDialogs();

  return {
    /** @returns {number[]} */
    tabs: () =>
      [...Services.wm.getEnumerator('navigator:browser')].flatMap((each) =>
        (each.gBrowser?.tabs ?? []).map((/** @type {any} */ tab) => pageOf(tab)),
      ),

    /**
     * @param {string} [url] As if typed into the address bar.
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
      await until('the prompt is answered', () => asked === undefined);
      pages.delete(page);
      const owner = tab?.ownerDocument.defaultView;
      if (owner && owner !== window) owner.close();
      else if (tab) gBrowser.removeTab(tab);
      else browser.closest('panel')?.hidePopup();
      await until('the page is gone', () => !browser.isConnected || owner?.closed);
    },

    /** @param {number} page */
    isOpen: (page) => Boolean(pages.get(page)?.browser.isConnected),

    /**
     * As if typed into the address bar. Resolves when it is shown.
     *
     * @param {number} page
     * @param {string} url
     * @returns {Promise<string | undefined>} What went wrong.
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
      // None while a window closes.
      (known(page).browser.browsingContext?.getAllBrowsingContextsInSubtree() ?? []).map(
        (/** @type {any} */ context) => ({
          id: context.id,
          url: context.currentWindowGlobal?.documentURI.spec ?? '',
        }),
      ),

    /**
     * @param {number | 'background'} page
     * @param {string} script Of the content side.
     * @param {unknown} request
     * @param {number} [frame] A document's id.
     */
    async beside(page, script, request, frame) {
      const context = await contextOf(page, frame);
      const actor = context.currentWindowGlobal.getActor('MarionetteCommands');
      // By name, so that the sandbox is the same one each time and may keep elements.
      const options = { sandboxName: 'system', newSandbox: false, timeout: DAY_MS };
      return actor.executeScript(script, [request], options);
    },

    /**
     * A click of the left button, as if it came from the mouse.
     *
     * @param {number} page
     * @param {{ x: number, y: number }} place
     * @param {number} count
     */
    async click(page, { x, y }, count) {
      const { browser, tab } = known(page);
      const owner = browser.ownerDocument.defaultView;
      // All tabs of a window lie in the same place: the click is for the one in front.
      if (tab) owner.gBrowser.selectedTab = tab;
      const { left, top } = browser.getBoundingClientRect();
      for (let click = 1; click <= count; click += 1) {
        for (const type of ['mousemove', 'mousedown', 'mouseup']) {
          if (type === 'mousemove' && click > 1) continue;
          const button = { button: 0, clickCount: type === 'mousemove' ? 0 : click };
          await new Promise((resolve) => {
            owner.synthesizeMouseEvent(type, left + x, top + y, button, {}, () =>
              resolve(undefined),
            );
          });
        }
      }
    },

    /** @param {number} page Its keyboard focus. */
    focus(page) {
      known(page).browser.focus();
    },

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

    /** From now on a person answers what the browser asks. */
    handOver() {
      isUnattended = false;
    },

    /** Nobody is asked on this side. @returns {Promise<string>} */
    readClipboard: () => window.navigator.clipboard.readText(),

    /** @param {string} text @returns {Promise<void>} */
    copyText: (text) => window.navigator.clipboard.writeText(text),

    /** @param {string} pattern Or the name of a permission. */
    allow(pattern) {
      willing.add(pattern);
    },

    /** As on the add-on's own page. @param {string} pattern */
    async revoke(pattern) {
      willing.delete(pattern);
      const gone = { permissions: [], origins: [pattern], data_collection: [] };
      await ExtensionPermissions.remove(addonId, gone, extension());
    },

    /**
     * As on about:config; some are heeded from the next start on.
     *
     * @param {string} name
     * @param {number} value
     */
    prefer(name, value) {
      Services.prefs.setIntPref(name, value);
    },

    isInstalled: async () => Boolean(await AddonManager.getAddonByID(addonId)),

    untilStarted: () => until('the add-on has started', () => Boolean(extensionIfAny())),
    /** As on the add-on's own page, which then starts it anew. @param {boolean} isAllowed */
    async allowPrivate(isAllowed) {
      const change = {
        permissions: ['internal:privateBrowsingAllowed'],
        origins: [],
        data_collection: [],
      };
      await ExtensionPermissions[isAllowed ? 'add' : 'remove'](addonId, change);
      await reload();
    },

    isBackgroundRunning: () => extension().backgroundState === 'running',

    /** As the browser does after half a minute without work. */
    async stopBackground() {
      const current = extension();
      if (current.backgroundState === 'stopped') return;
      await current.terminateBackground({ disableResetIdleForTest: true });
      await until('the background stops', () => current.backgroundState === 'stopped');
    },

    reloadExtension: () => reload(),

    /**
     * @param {string} dir
     * @returns {Promise<string>} The origin of its pages.
     */
    async installNeighbour(dir) {
      const file = Cc['@mozilla.org/file/local;1'].createInstance(Ci.nsIFile);
      file.initWithPath(dir);
      const { id } = await AddonManager.installTemporaryAddon(file);
      const { mozExtensionHostname } = await until('the neighbour is there', () =>
        privileged.WebExtensionPolicy.getByID(id),
      );
      return `moz-extension://${mozExtensionHostname}`;
    },

    /**
     * This one certificate for this one host and port: every other one is judged as ever.
     *
     * @param {string} host
     * @param {number} port
     * @param {string} certificate Base64 DER.
     */
    trust(host, port, certificate) {
      const database = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB);
      const overrides = Cc['@mozilla.org/security/certoverride;1'].getService(
        Ci.nsICertOverrideService,
      );
      const known = database.constructX509FromBase64(certificate);
      overrides.rememberValidityOverride(host, port, {}, known, true);
    },

    /** @param {number} page @returns {Promise<string>} Base64 PNG of what it shows. */
    async screenshot(page) {
      const { browser } = known(page);
      const { width, height } = browser.getBoundingClientRect();
      const { currentWindowGlobal } = browser.browsingContext;
      const rect = new window.DOMRect(0, 0, width, height);
      const bitmap = await currentWindowGlobal.drawSnapshot(rect, 1, 'white');
      const canvas = new window.OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d').drawImage(bitmap, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return window.btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
    },
  };

  async function reload() {
    const before = extension();
    const addon = await AddonManager.getAddonByID(addonId);
    await addon.reload();
    await until('the add-on is there again', () => {
      const now = extensionIfAny();
      return now && now !== before && now.backgroundState === 'running';
    });
  }

  /** @param {string} module */
  function load(module) {
    return ChromeUtils.importESModule(module);
  }

  function extensionIfAny() {
    return privileged.WebExtensionPolicy.getByID(addonId)?.extension;
  }

  function extension() {
    const found = extensionIfAny();
    if (!found) throw new Error(`${addonId} is not installed.`);
    return found;
  }

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

  /**
   * @param {number | 'background'} page
   * @param {number} [frame]
   */
  async function contextOf(page, frame) {
    // What is undefined comes over the wire as null.
    if (typeof frame === 'number') return privileged.BrowsingContext.get(frame);
    if (page !== 'background') return known(page).browser.browsingContext;
    const current = extension();
    if (current.backgroundState !== 'running') await current.wakeupBackground();
    const view = await until('the background runs', () =>
      [...current.views].find(({ viewType }) => viewType === 'background'),
    );
    return view.xulBrowser.browsingContext;
  }

  /** @param {any} browser */
  function isDrawn(browser) {
    const { width, height } = browser.getBoundingClientRect();
    return width * height > 0;
  }

  /**
   * @param {any} browser
   * @param {any} uri
   * @returns {Promise<string | undefined>}
   */
  function loaded(browser, uri) {
    const { STATE_IS_NETWORK, STATE_STOP } = Ci.nsIWebProgressListener;
    const { LOCATION_CHANGE_SAME_DOCUMENT } = Ci.nsIWebProgressListener;
    const tabs = browser.ownerDocument.defaultView.gBrowser;
    return new Promise((resolve) => {
      /** @param {string} [problem] */
      const end = (problem) => {
        window.clearTimeout(timer);
        tabs.removeTabsProgressListener(listener);
        resolve(problem);
      };
      const timer = window.setTimeout(() => end(`${uri.spec} did not load`), PATIENCE_MS);
      // Of all tabs, because a tab's own listener is lost when the page changes process.
      const listener = {
        /** @type {(...all: any[]) => void} */
        onStateChange(of, progress, request, flags, status) {
          const stopped = flags & STATE_STOP && flags & STATE_IS_NETWORK;
          if (of !== browser || !progress.isTopLevel || !stopped) return;
          // The page before ends as well; after a redirect only the request knows its beginning,
          // and after a change of process there may be none.
          const isIt = [request?.originalURI, browser.currentURI].some((seen) =>
            seen?.equalsExceptRef(uri),
          );
          if (!isIt) return;
          // Aborted: the page itself went on to another one at once.
          const fine =
            Components.isSuccessCode(status) || status === Components.results.NS_BINDING_ABORTED;
          end(fine ? undefined : `${uri.spec}: ${status.toString(16)}`);
        },
        /** @type {(...all: any[]) => void} */
        onLocationChange(of, progress, _request, _location, flags) {
          if (of === browser && progress.isTopLevel && flags & LOCATION_CHANGE_SAME_DOCUMENT) end();
        },
      };
      tabs.addTabsProgressListener(listener);
    });
  }

  /**
   * Answers the browser's own question about a permission: yes, if the person is willing to allow
   * all that is asked for, otherwise no.
   */
  function watchPrompts() {
    PopupNotifications.panel.addEventListener('popupshown', async () => {
      const shown = PopupNotifications.panel.firstElementChild;
      if (!isUnattended || shown?.id !== 'addon-webext-permissions-notification') return;
      const wanted = asked ?? [];
      const yes = wanted.every((pattern) => willing.has(pattern));
      // The buttons are dead at first, against clicks that were meant for something else.
      await pause(Services.prefs.getIntPref('security.notification_enable_delay') + 50);
      (yes ? shown.button : shown.secondaryButton).click();
      while (yes && !(await hasAll(wanted))) await pause(20);
      asked = undefined;
    });
    Services.obs.addObserver((/** @type {any} */ subject) => {
      const { permissions, origins } = subject.wrappedJSObject.permissions;
      if (isUnattended) asked = [...permissions, ...origins];
    }, 'webextension-optional-permission-prompt');
  }

  /** @param {readonly string[]} patterns */
  async function hasAll(patterns) {
    const { permissions, origins } = await ExtensionPermissions.get(addonId);
    return patterns.every((pattern) => [...permissions, ...origins].includes(pattern));
  }

  /** A 401 makes the browser ask for a password; the person has none to give. */
  function watchSignInDialogs() {
    Services.obs.addObserver((/** @type {any} */ dialog) => {
      if (isUnattended) dialog.document.getElementById('commonDialog').cancelDialog();
    }, 'common-dialog-loaded');
  }

  /** @param {number} milliseconds */
  function pause(milliseconds) {
    return new Promise((resolve) => window.setTimeout(resolve, milliseconds));
  }

  /**
   * @param {string} what
   * @param {() => any} condition
   * @returns {Promise<any>} What the condition was first met with.
   */
  async function until(what, condition) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const met = condition();
      if (met) return met;
      if (Date.now() > deadline) throw new Error(`Not within ${PATIENCE_MS} ms: ${what}.`);
      await pause(20);
    }
  }
}
