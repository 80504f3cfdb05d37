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
 * Tests that cannot run on this computer are failures of a run that has to be whole, and of no other.
 *
 * @param {Tally} total
 * @param {readonly string[]} notRun
 * @param {{ readonly isQuick: boolean }} run
 * @returns {Tally}
 */
export function withNotRun(total, notRun, { isQuick }) {
  return isQuick ? total : add(total, { ...NOTHING, failed: notRun.length });
}

/**
 * @param {Tally} total
 * @returns {{ line: string, ok: boolean }} the last line of the output; a run without a single
 * pass proves nothing, so it is not one.
 */
export function verdictOf({ passed, failed }) {
  return { line: `${passed} passed, ${failed} failed`, ok: failed === 0 && passed > 0 };
}
