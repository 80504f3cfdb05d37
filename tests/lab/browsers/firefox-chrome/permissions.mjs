/**
 * The person who is asked: for permissions, and by a server for a password.
 *
 * @typedef {ReturnType<typeof permissionsPart>} PermissionsPart
 */

/**
 * Sent as text: see `chrome-side.mjs`.
 *
 * @param {string} addonId
 * @param {import('./tools.mjs').ChromeTools} tools
 * @param {import('./addon.mjs').AddonPart} addon
 */
export function permissionsPart(addonId, { load, pause }, { extension }) {
  // Privileged interfaces have no published types.
  const privileged = /** @type {any} */ (globalThis);
  const { PopupNotifications, Services } = privileged;
  const { ExtensionPermissions } = load('resource://gre/modules/ExtensionPermissions.sys.mjs');
  /** The hosts that the person would allow, if asked. @type {Set<string>} */
  const willing = new Set();
  /** The request of a prompt on the screen. @type {readonly string[] | undefined} */
  let asked;
  /** Whether no person is there to answer the browser's prompts. */
  let isUnattended = true;

  watchPrompts();
  watchSignInDialogs();

  const commands = {
    /** From now on a person answers the browser's prompts. */
    handOver() {
      isUnattended = false;
    },

    /** @param {string} pattern A host pattern or the name of a permission. */
    allow(pattern) {
      willing.add(pattern);
    },

    /** Same as the switch on the add-on's own page. @param {string} pattern */
    async revoke(pattern) {
      willing.delete(pattern);
      const gone = { permissions: [], origins: [pattern], data_collection: [] };
      await ExtensionPermissions.remove(addonId, gone, extension());
    },
  };
  return { commands, isAsking: () => asked !== undefined };

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
}
