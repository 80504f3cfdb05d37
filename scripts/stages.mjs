/**
 * Runs the named checks one after the other, `node scripts/stages.mjs types lint unit build e2e`,
 * and ends with `N passed, N failed`. A failed stage does not keep the later ones from being run,
 * except those that need its output. With `--both` every end to end test runs in every browser that
 * has it; without, most run in one (tests/e2e/browsers.mjs). An end to end test file that fails is run
 * once more; if it passes then, it counts as passed, and is named above the last line. So is each test that
 * cannot run on this computer, which is a failure with `--both`. The benches run, for a moment each, with
 * `--both` alone.
 */
import { runNode, runProjects } from './run-vitest.mjs';
import { add, NOTHING, summary, verdictOf, withNotRun } from './tally.mjs';
import { judgeThreatModel } from './threat-model-check.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {import('./threat-model.mjs').Proof} Proof
 */

/**
 * @typedef {object} Stage
 * @property {string} says The stage's title in the output.
 * @property {readonly string[]} [run] Script inside node_modules, then its parameters; counts as
 *   one.
 * @property {readonly string[]} [projects] Vitest projects, run beside each other: counted test by test.
 * @property {boolean} [retries] Whether a file that fails is run once more.
 * @property {Readonly<Record<string, string>>} [environment] Environment of those projects.
 * @property {boolean} [isLong] Whether a quick run leaves it out.
 * @property {typeof judgeThreatModel} [judge] Judges the proofs of the stages before.
 * @property {string} [needs] A stage without which this one would test something old.
 */

/** @type {Readonly<Record<string, Stage>>} */
const STAGES = {
  types: { says: 'types', run: ['typescript/bin/tsc', '-p', '.'] },
  lint: {
    says: 'lint, format, dependency direction',
    run: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  },
  unused: { says: 'unused code and dependencies', run: ['knip/bin/knip.js'] },
  unit: {
    says: 'unit tests',
    projects: ['unit'],
  },
  slow: { says: 'unit tests that take longest', projects: ['slow'] },
  build: { says: 'build', run: ['vite/bin/vite.js', 'build', '--logLevel', 'warn'] },
  package: {
    says: 'the package for Firefox, by the linter of its store',
    run: ['../scripts/lint-package.mjs'],
    needs: 'build',
  },
  e2e: {
    says: 'end to end, in two real browsers',
    projects: ['e2e', 'e2e-firefox'],
    retries: true,
    needs: 'build',
  },
  bench: {
    says: 'the benches work, one short round of each',
    projects: ['bench'],
    environment: { KEYBEARER_BENCH: 'short' },
    isLong: true,
    needs: 'build',
  },
  trust: {
    says: 'threat model: every row proven',
    judge: judgeThreatModel,
  },
};

const isQuick = !process.argv.includes('--both');
const names = process.argv.slice(2).filter((parameter) => parameter !== '--both');
const unknown = names.filter((name) => !(name in STAGES));
if (unknown.length > 0 || names.length === 0) {
  console.error(`Stages are ${Object.keys(STAGES).join(', ')}; not ${unknown.join(', ')}.`);
  process.exitCode = 2;
} else {
  const { total, retried, notRun } = await runAll(names);
  const { line, ok } = verdictOf(withNotRun(total, notRun, { isQuick }));
  process.exitCode = ok ? 0 : 1;
  for (const each of [...retried, ...notRun]) console.log(each);
  if (retried.length > 0) console.log(`retried: ${retried.length}`);
  if (notRun.length > 0) console.log(`not run: ${notRun.length}`);
  console.log(line);
}

/**
 * @param {readonly string[]} wanted
 * @returns {Promise<{ total: Tally, retried: readonly string[], notRun: readonly string[] }>}
 */
async function runAll(wanted) {
  let total = NOTHING;
  /** @type {Set<string>} */
  const failed = new Set();
  /** @type {Proof[]} */
  const proven = [];
  /** @type {string[]} */
  const retriedFiles = [];
  /** @type {string[]} */
  const notRunTests = [];
  for (const name of wanted) {
    const { says, needs, isLong = false } = STAGES[name] ?? { says: name };
    if (isQuick && isLong) continue;
    console.log(`\n== ${says}`);
    const began = performance.now();
    const {
      tally,
      proofs = [],
      retried = [],
      notRun = [],
    } = needs && failed.has(needs) ? { tally: unmet(needs) } : await runStage(name, proven);
    proven.push(...proofs);
    retriedFiles.push(...retried);
    notRunTests.push(...notRun);
    if (tally.failed > 0) failed.add(name);
    total = add(total, tally);
    console.log(`-- ${says}: ${summary(tally)}, in ${secondsSince(began)} s`);
  }
  console.log('');
  return { total, retried: retriedFiles, notRun: notRunTests };
}

/** @param {number} began */
function secondsSince(began) {
  return Math.round((performance.now() - began) / 1000);
}

/** @param {string} needed */
function unmet(needed) {
  console.log(`Not run, because "${needed}" failed.`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {string} name
 * @param {readonly Proof[]} proven Before.
 * @returns {Promise<{ tally: Tally } & Partial<import('./run-vitest.mjs').Result>>}
 */
async function runStage(name, proven) {
  const { projects, retries = false, environment, judge, run } = STAGES[name] ?? {};
  const ofAll = isQuick ? { KEYBEARER_E2E: 'quick' } : {};
  if (projects)
    return runProjects(projects, { environment: { ...ofAll, ...environment }, retries });
  if (judge) return { tally: judge(proven, { isQuick }) };
  const [script = '', ...parameters] = run ?? [];
  const ok = await runNode(script, parameters);
  return { tally: { ...NOTHING, ...(ok ? { passed: 1 } : { failed: 1 }) } };
}
