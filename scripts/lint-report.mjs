/** Reads the output of `web-ext lint --output=json`. */

/**
 * @typedef {object} LintMessage
 * @property {string} code
 * @property {string} message
 * @property {string} [file]
 * @property {number} [line]
 */

const KINDS = /** @type {const} */ (['errors', 'warnings', 'notices']);

/**
 * @param {string} output
 * @returns {readonly string[]} one line each; empty if there is nothing to say. A report that is
 * none counts as a problem, since nothing was looked at.
 */
export function lintProblems(output) {
  const report = parse(output);
  if (!report) return ['web-ext lint: no report'];
  return KINDS.flatMap((kind) =>
    report[kind].map(
      ({ code, message, file = '', line = 0 }) => `${kind}: ${code} ${file}:${line} ${message}`,
    ),
  );
}

/**
 * @param {string} output
 * @returns {Readonly<Record<typeof KINDS[number], readonly LintMessage[]>> | undefined}
 */
function parse(output) {
  try {
    const report = JSON.parse(output);
    return KINDS.every((kind) => Array.isArray(report[kind])) ? report : undefined;
  } catch {
    return undefined;
  }
}
