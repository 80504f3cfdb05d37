/**
 * A reporter of vitest's: writes what the tests have proven (`tests/support/proves.ts`) to the file
 * that `KEYBEARER_PROOFS` names, as a list of `Proof`.
 */
import { writeFileSync } from 'node:fs';

/** @typedef {import('./threat-model.mjs').Proof} Proof */

// A class, because vitest makes its reporters with `new`.
export default class ProofReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const file = process.env.KEYBEARER_PROOFS;
    if (file === undefined) throw new Error('KEYBEARER_PROOFS names no file.');
    writeFileSync(file, JSON.stringify(modules.flatMap(proofsOf)));
  }
}

/**
 * @param {import('vitest/node').TestModule} module
 * @returns {Proof[]}
 */
function proofsOf({ project, relativeModuleId, children }) {
  // The projects without a browser provide none.
  const where = project.config.provide.browser ?? 'pure';
  return [...children.allTests()].flatMap((test) => {
    // Cast: `proves` puts it there; its types are those of the tests.
    const { proof } = /** @type {{ proof?: { rows: readonly string[], tried: number } }} */ (
      test.meta()
    );
    if (proof === undefined) return [];
    return [{ ...proof, file: relativeModuleId, where, passed: test.result().state === 'passed' }];
  });
}
