/** Runs vitest, with its own output on the screen, and reads its counts and proofs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterRetry, failedFiles, notRunIn, projectRun, tallyOf } from './project-run.mjs';
import { add } from './tally.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} Options
 * @property {readonly string[]} [files] Only these.
 * @property {Readonly<Record<string, string>>} [environment] Beside that of this process.
 * @property {boolean} [retries] Whether a file that fails is run once more after all the others.
 *
 * @typedef {object} Result
 * @property {import('./tally.mjs').Tally} tally
 * @property {readonly import('./threat-model.mjs').Proof[]} proofs
 * @property {readonly string[]} retried A line for each file that failed at first.
 * @property {readonly string[]} notRun A line for each test that cannot run on this computer.
 */

/**
 * Several projects beside each other: the tests of one browser wait for it most of the time. Second
 * tries come one after another, when nothing else runs.
 *
 * @param {readonly string[]} projects
 * @param {Options} [options]
 * @returns {Promise<Result>}
 */
export async function runProjects(projects, { files = [], environment = {}, retries } = {}) {
  const runs = await Promise.all(projects.map((each) => runVitest(each, files, environment)));
  /** @type {string[]} */
  const retried = [];
  for (const [index, run] of runs.entries()) {
    const failed = failedFiles(run);
    if (!retries || failed.length === 0) continue;
    const project = projects[index] ?? '';
    console.log(`\nOnce more, because they failed (${project}): ${failed.join(' ')}`);
    const judged = afterRetry(run, await runVitest(project, failed, environment));
    runs[index] = judged.run;
    retried.push(...judged.retried);
  }
  return {
    tally: runs.map(tallyOf).reduce(add),
    proofs: runs.flatMap((run) => run.files.flatMap(({ proofs }) => proofs)),
    retried,
    notRun: runs.flatMap(notRunIn),
  };
}

/**
 * @param {string} project
 * @param {readonly string[]} files
 * @param {Readonly<Record<string, string>>} environment
 * @returns {Promise<import('./project-run.mjs').ProjectRun>}
 */
async function runVitest(project, files, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-report-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=./scripts/run-reporter.mjs'];
  try {
    const ok = await runNode(
      'vitest/vitest.mjs',
      ['run', '--project', project, ...files, ...reporters],
      { ...environment, KEYBEARER_REPORT: report },
    );
    return projectRun(readReport(report), ok);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} script Inside node_modules.
 * @param {readonly string[]} parameters
 * @param {Readonly<Record<string, string>>} [environment] Beside that of this process.
 * @returns {Promise<boolean>} Whether it ended well.
 */
export async function runNode(script, parameters, environment = {}) {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...parameters], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const [status] = await once(child, 'close').catch((error) => [error]);
  if (status instanceof Error) console.error(status.message);
  return status === 0;
}

/**
 * @param {string} path
 * @returns {import('./run-reporter.mjs').Report | undefined} Undefined for a run that did not end.
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
