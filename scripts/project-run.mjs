/** One run of a vitest project, read from its report, and its second try. Pure. */
import { add, NOTHING } from './tally.mjs';

/**
 * @typedef {import('./run-reporter.mjs').FileResult} FileResult
 *
 * @typedef {object} ProjectRun
 * @property {readonly FileResult[]} files
 * @property {number} otherFailures Failures that belong to no file.
 */

/**
 * @param {import('./run-reporter.mjs').Report | undefined} report Undefined if the run ended before it
 *   had reported.
 * @param {boolean} exitedWell
 * @returns {ProjectRun}
 */
export function projectRun(report, exitedWell) {
  const { files = [], unhandled = 0 } = report ?? {};
  const { passed, failed } = files.reduce(add, NOTHING);
  const isExplained = failed + unhandled > 0 || (exitedWell && passed > 0);
  return { files, otherFailures: isExplained ? unhandled : 1 };
}

/**
 * @param {ProjectRun} run
 * @returns {import('./tally.mjs').Tally}
 */
export function tallyOf({ files, otherFailures }) {
  return add(files.reduce(add, NOTHING), { ...NOTHING, failed: otherFailures });
}

/**
 * @param {ProjectRun} run
 * @returns {readonly string[]}
 */
export function failedFiles({ files }) {
  return files.filter(({ failed }) => failed > 0).map(({ file }) => file);
}

/**
 * @param {ProjectRun} run
 * @returns {readonly string[]} A line for each test that cannot run on this computer.
 */
export function notRunIn({ files }) {
  return files.flatMap(({ file, where, notRun }) =>
    notRun.map(({ test, why }) => `not run: ${file}, in ${where}: ${test}: ${why}`),
  );
}

/**
 * A file that passes its second try counts, and proves, by that one alone. Every other file counts by
 * its first.
 *
 * @param {ProjectRun} first
 * @param {ProjectRun} second The run of the failed files.
 * @returns {{ run: ProjectRun, retried: readonly string[] }} `retried`: a line for each file that
 *   passed at the second try, with the reason why it failed at the first.
 */
export function afterRetry(first, second) {
  /** @type {string[]} */
  const retried = [];
  const files = first.files.map((before) => {
    const after = second.files.find(({ file }) => file === before.file);
    if (before.failed === 0 || !after || after.failed > 0 || after.passed === 0) return before;
    retried.push(`retried: ${before.file}, in ${before.where}: ${before.reason}`);
    return after;
  });
  return {
    run: { files, otherFailures: first.otherFailures + second.otherFailures },
    retried,
  };
}
