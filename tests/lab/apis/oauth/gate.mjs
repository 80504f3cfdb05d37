/** Holds requests until a test opens the gate, so that no test has to guess a waiting time. */

/**
 * @typedef {object} Gate
 * @property {() => Promise<void>} pass Resolves when a test opens the gate.
 * @property {() => Promise<void>} waiting Resolves when a request waits at the gate.
 * @property {() => void} open Lets the waiting requests go; later ones wait again.
 */

/** @returns {Gate} */
export function createGate() {
  /** @type {Array<() => void>} */
  let held = [];
  /** @type {Array<() => void>} */
  let watchers = [];
  return {
    pass() {
      for (const seen of watchers) seen();
      watchers = [];
      return new Promise((resolve) => {
        held.push(resolve);
      });
    },
    async waiting() {
      if (held.length > 0) return;
      await new Promise((/** @type {(value: void) => void} */ resolve) => {
        watchers.push(resolve);
      });
    },
    open() {
      const released = held;
      held = [];
      for (const goOn of released) goOn();
    },
  };
}
