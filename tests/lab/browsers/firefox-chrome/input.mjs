/**
 * A person's input to a page and view of it, and scripts that run beside it.
 *
 * @typedef {ReturnType<typeof inputPart>} InputPart
 */

/**
 * Sent as text: see `chrome-side.mjs`.
 *
 * @param {import('./addon.mjs').AddonPart} addon
 * @param {import('./pages.mjs').PagesPart} pages
 */
export function inputPart({ backgroundContext }, { known }) {
  // Privileged interfaces have no published types.
  const privileged = /** @type {any} */ (globalThis);
  const { window } = privileged;
  const DAY_MS = 24 * 60 * 60_000;

  const commands = {
    /**
     * @param {number | 'background'} page
     * @param {string} script The script of the content side.
     * @param {unknown} request
     * @param {number} [frame] A document's id.
     */
    async beside(page, script, request, frame) {
      const context = await contextOf(page, frame);
      const actor = context.currentWindowGlobal.getActor('MarionetteCommands');
      // A named sandbox is the same one each time and may keep elements.
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

    /** This side needs no permission. @returns {Promise<string>} */
    readClipboard: () => window.navigator.clipboard.readText(),

    /** @param {string} text @returns {Promise<void>} */
    copyText: (text) => window.navigator.clipboard.writeText(text),

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
  return { commands };

  /**
   * @param {number | 'background'} page
   * @param {number} [frame]
   */
  async function contextOf(page, frame) {
    // An undefined value comes over the wire as null.
    if (typeof frame === 'number') return privileged.BrowsingContext.get(frame);
    return page === 'background' ? backgroundContext() : known(page).browser.browsingContext;
  }
}
