/**
 * Runs the test files that docs/threat-model.md names, and no others, in each browser that has
 * them, and prints the number of cases for each row. `--full` goes all the way where `npm test` takes a
 * sample.
 */
import { runProjects } from './run-vitest.mjs';
import { add, summary, verdictOf } from './tally.mjs';
import { filesOf } from './threat-model.mjs';
import { judgeThreatModel, threatModel } from './threat-model-check.mjs';

const unknown = process.argv.slice(2).filter((parameter) => parameter !== '--full');
if (unknown.length > 0) {
  console.error(`Known is --full, not ${unknown.join(' ')}.`);
  process.exitCode = 2;
} else {
  const isFull = process.argv.includes('--full');
  const environment = isFull ? { KEYBEARER_TRUST: 'full' } : {};
  const run = (/** @type {readonly string[]} */ projects) =>
    runProjects(projects, { files: filesOf(threatModel()), environment });
  const pure = await run(['unit', 'slow']);
  const inBrowsers = await run(['e2e', 'e2e-firefox']);
  const tally = add(pure.tally, inBrowsers.tally);
  const proofs = [...pure.proofs, ...inBrowsers.proofs];
  console.log(`\n-- tests: ${summary(tally)}\n`);
  const rows = judgeThreatModel(proofs);
  // A test of these files that proves no row still has to pass.
  const { line, ok } = verdictOf({ ...rows, failed: rows.failed || Math.min(tally.failed, 1) });
  console.log(`\n${line}`);
  process.exitCode = ok ? 0 : 1;
}
