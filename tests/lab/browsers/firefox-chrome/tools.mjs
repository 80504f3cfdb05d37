/**
 * The waits of all parts of the chrome side.
 *
 * @typedef {ReturnType<typeof chromeTools>} ChromeTools
 */

/** This function is sent as text: see `chrome-side.mjs`. */
export function chromeTools() {
  // Privileged interfaces have no published types.
  const privileged = /** @type {any} */ (globalThis);
  const { ChromeUtils, window } = privileged;
  const PATIENCE_MS = 20_000;

  return { PATIENCE_MS, load, pause, until };

  /** @param {string} module */
  function load(module) {
    return ChromeUtils.importESModule(module);
  }

  /** @param {number} milliseconds */
  function pause(milliseconds) {
    return new Promise((resolve) => window.setTimeout(resolve, milliseconds));
  }

  /**
   * @param {string} what
   * @param {() => any} condition
   * @returns {Promise<any>} The first value that met the condition.
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
