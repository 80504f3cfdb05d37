/** Counts passed and failed tests, so that a test that did not run never looks like a pass. */

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Tally} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Tally} a
 * @param {Tally} b
 * @returns {Tally}
 */
export function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** @param {Tally} tally */
export function summary({ passed, failed, skipped }) {
  const counted = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${counted}, ${skipped} skipped` : counted;
}

/**
 * @param {Tally} total
 * @returns {{ line: string, ok: boolean }} the last line of the output; a run without a single
 * pass proves nothing, so it is not one.
 */
export function verdictOf({ passed, failed }) {
  return { line: `${passed} passed, ${failed} failed`, ok: failed === 0 && passed > 0 };
}
