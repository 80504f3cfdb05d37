/**
 * Runs the named checks one after the other, `node scripts/stages.mjs types lint unit build e2e`,
 * and ends with `N passed, N failed`. A failed stage does not keep the later ones from being run,
 * except those that need what it makes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { add, NOTHING, readReport, summary, verdictOf } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} Stage
 * @property {string} says What it asks, for a reader of the output.
 * @property {readonly string[]} run Script inside node_modules, then its parameters.
 * @property {boolean} [vitest] Counted test by test; any other stage counts as one.
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
    run: ['vitest/vitest.mjs', 'run', '--project', 'unit'],
    vitest: true,
  },
  build: { says: 'build', run: ['vite/bin/vite.js', 'build', '--logLevel', 'warn'] },
  package: {
    says: 'the package for Firefox, by the linter of its store',
    run: ['../scripts/lint-package.mjs'],
    needs: 'build',
  },
  e2e: {
    says: 'end to end, in two real browsers',
    run: ['vitest/vitest.mjs', 'run', '--project', 'e2e', '--project', 'e2e-firefox'],
    vitest: true,
    needs: 'build',
  },
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in STAGES));
if (unknown.length > 0 || names.length === 0) {
  console.error(`Stages are ${Object.keys(STAGES).join(', ')}; not ${unknown.join(', ')}.`);
  process.exitCode = 2;
} else {
  const { line, ok } = verdictOf(runAll(names));
  process.exitCode = ok ? 0 : 1;
  console.log(line);
}

/**
 * @param {readonly string[]} wanted
 * @returns {Tally}
 */
function runAll(wanted) {
  let total = NOTHING;
  /** @type {Set<string>} */
  const failed = new Set();
  for (const name of wanted) {
    const { says, needs } = STAGES[name] ?? { says: name };
    console.log(`\n== ${says}`);
    const tally = needs && failed.has(needs) ? unmet(needs) : runStage(name);
    if (tally.failed > 0) failed.add(name);
    total = add(total, tally);
    console.log(`-- ${says}: ${summary(tally)}`);
  }
  console.log('');
  return total;
}

/** @param {string} needed */
function unmet(needed) {
  console.log(`Not run, because "${needed}" failed.`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {string} name
 * @returns {Tally}
 */
function runStage(name) {
  const stage = STAGES[name];
  if (!stage) throw new Error(`No stage ${name}`);
  if (!stage.vitest) {
    return start(stage.run) ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
  }
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-report-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    return readReport(report, start([...stage.run, ...reporters]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} run */
function start([script = '', ...parameters]) {
  const { status, error } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', script), ...parameters],
    { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (error) console.error(error.message);
  return status === 0;
}
