/**
 * A reporter of vitest's: writes the counts and proofs of each file (`tests/support/proves.ts`), and the
 * tests that cannot run on this computer (`tests/lab/debian/describe-server.mjs`), to the path that
 * `KEYBEARER_REPORT` names, as a `Report`.
 */
import { writeFileSync } from 'node:fs';

/**
 * @typedef {object} Report
 * @property {readonly FileResult[]} files
 * @property {number} unhandled Errors that belong to no file.
 *
 * @typedef {object} FileResult
 * @property {string} file Path from the root, with slashes.
 * @property {import('./threat-model.mjs').Where} where
 * @property {number} passed
 * @property {number} failed At least one of a file that cannot be loaded or has not ended.
 * @property {number} skipped
 * @property {readonly NotRun[]} notRun Among the skipped.
 * @property {string} reason The first failure, on one line; empty if there is none.
 * @property {readonly import('./threat-model.mjs').Proof[]} proofs
 *
 * @typedef {object} NotRun
 * @property {string} test Its full name.
 * @property {string} why
 */

// A class, because vitest makes its reporters with `new`.
export default class RunReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} errors
   */
  onTestRunEnd(modules, errors) {
    const path = process.env.KEYBEARER_REPORT;
    if (path === undefined) throw new Error('KEYBEARER_REPORT names no file.');
    /** @type {Report} */
    const report = { files: modules.map(resultOf), unhandled: errors.length };
    writeFileSync(path, JSON.stringify(report));
  }
}

/**
 * @param {import('vitest/node').TestModule} module
 * @returns {FileResult}
 */
function resultOf(module) {
  const { project, relativeModuleId: file } = module;
  // The projects without a browser provide none.
  const where = project.config.provide.browser ?? 'pure';
  const tests = [...module.children.allTests()];
  const count = (/** @type {string} */ state) =>
    tests.filter((test) => test.result().state === state).length;
  const passed = count('passed');
  const failed = count('failed') + count('pending');
  const isSound = ['passed', 'skipped'].includes(module.state());
  return {
    file,
    where,
    passed,
    failed: isSound ? failed : Math.max(failed, 1),
    skipped: count('skipped'),
    notRun: tests.flatMap((test) => {
      // Cast: `describeServer` puts it there; its types are those of the tests.
      const { notRun: why } = /** @type {{ notRun?: string }} */ (test.meta());
      return why === undefined ? [] : [{ test: test.fullName, why }];
    }),
    reason: isSound ? '' : reasonOf(module, tests),
    proofs: tests.flatMap((test) => {
      // Cast: `proves` puts it there; its types are those of the tests.
      const { proof } = /** @type {{ proof?: { rows: readonly string[], tried: number } }} */ (
        test.meta()
      );
      if (proof === undefined) return [];
      return [{ ...proof, file, where, passed: test.result().state === 'passed' }];
    }),
  };
}

/**
 * @param {import('vitest/node').TestModule} module
 * @param {readonly import('vitest/node').TestCase[]} tests
 */
function reasonOf(module, tests) {
  const ofTests = tests.flatMap((test) =>
    (test.result().errors ?? []).map(({ message }) => `${test.name}: ${message}`),
  );
  const ofHooks = [module, ...module.children.allSuites()].flatMap((each) =>
    each.errors().map(({ message }) => message),
  );
  const [first = 'did not end'] = [...ofTests, ...ofHooks];
  return first.split('\n')[0] ?? '';
}
