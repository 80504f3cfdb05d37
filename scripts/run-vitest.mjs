/** Runs vitest, with its own output on the screen, and reads what it counted and proved. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { add, readReport } from './tally.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} Result
 * @property {import('./tally.mjs').Tally} tally
 * @property {readonly import('./threat-model.mjs').Proof[]} proofs
 */

/**
 * Several projects beside each other: the tests of one browser wait for it most of the time.
 *
 * @param {readonly string[]} projects
 * @param {readonly string[]} [parameters]
 * @param {Readonly<Record<string, string>>} [environment] Beside that of this process.
 * @returns {Promise<Result>}
 */
export async function runProjects(projects, parameters = [], environment = {}) {
  const results = await Promise.all(
    projects.map((project) => runVitest(['--project', project, ...parameters], environment)),
  );
  return {
    tally: results.map(({ tally }) => tally).reduce(add),
    proofs: results.flatMap(({ proofs }) => proofs),
  };
}

/**
 * @param {readonly string[]} parameters
 * @param {Readonly<Record<string, string>>} environment
 * @returns {Promise<Result>}
 */
async function runVitest(parameters, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-report-'));
  const report = join(folder, 'report.json');
  const proofs = join(folder, 'proofs.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const ok = await runNode(
      'vitest/vitest.mjs',
      ['run', ...parameters, ...reporters, '--reporter=./scripts/proof-reporter.mjs'],
      { ...environment, KEYBEARER_PROOFS: proofs },
    );
    return { tally: readReport(report, ok), proofs: readProofs(proofs) };
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
 * @returns {readonly import('./threat-model.mjs').Proof[]} None of a run that did not end.
 */
function readProofs(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
}
