/**
 * The add-on under test, and another one beside it, as the browser's own pages handle them.
 *
 * @typedef {ReturnType<typeof addonPart>} AddonPart
 */

/**
 * Sent as text: see `chrome-side.mjs`.
 *
 * @param {string} addonId
 * @param {import('./tools.mjs').ChromeTools} tools
 */
export function addonPart(addonId, { load, until }) {
  // Privileged interfaces have no published types.
  const privileged = /** @type {any} */ (globalThis);
  const { classes: Cc, interfaces: Ci } = privileged.Components;
  const { AddonManager } = load('resource://gre/modules/AddonManager.sys.mjs');
  const { ExtensionPermissions } = load('resource://gre/modules/ExtensionPermissions.sys.mjs');

  const commands = {
    isInstalled: async () => Boolean(await AddonManager.getAddonByID(addonId)),

    untilStarted: () => until('the add-on has started', () => Boolean(extensionIfAny())),

    /** Same as the switch on the add-on's own page; it restarts the add-on. @param {boolean} isAllowed */
    async allowPrivate(isAllowed) {
      const change = {
        permissions: ['internal:privateBrowsingAllowed'],
        origins: [],
        data_collection: [],
      };
      await ExtensionPermissions[isAllowed ? 'add' : 'remove'](addonId, change);
      await reload();
    },

    /** The number of pages and backgrounds of the add-on that are sent changes of `storage.session`. */
    sessionListeners() {
      const { extensionStorageSession } = load('resource://gre/modules/ExtensionStorage.sys.mjs');
      return extensionStorageSession.listeners.get(extension()).size;
    },

    isBackgroundRunning: () => extension().backgroundState === 'running',

    /** Same as the browser's stop after 30 idle seconds. */
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
  };
  return { commands, extension, backgroundContext };

  async function reload() {
    const before = extension();
    const addon = await AddonManager.getAddonByID(addonId);
    await addon.reload();
    await until('the add-on is there again', () => {
      const now = extensionIfAny();
      return now && now !== before && now.backgroundState === 'running';
    });
  }

  function extensionIfAny() {
    return privileged.WebExtensionPolicy.getByID(addonId)?.extension;
  }

  function extension() {
    const found = extensionIfAny();
    if (!found) throw new Error(`${addonId} is not installed.`);
    return found;
  }

  /** The document of the background, which is started if need be. */
  async function backgroundContext() {
    const current = extension();
    if (current.backgroundState !== 'running') await current.wakeupBackground();
    const view = await until('the background runs', () =>
      [...current.views].find(({ viewType }) => viewType === 'background'),
    );
    return view.xulBrowser.browsingContext;
  }
}
