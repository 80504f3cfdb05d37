/** Runs vitest, with its own output on the screen, and reads what it counted and proved. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readReport } from './tally.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {readonly string[]} parameters
 * @param {Readonly<Record<string, string>>} [environment] Beside that of this process.
 * @returns {{ tally: import('./tally.mjs').Tally,
 *   proofs: readonly import('./threat-model.mjs').Proof[] }}
 */
export function runVitest(parameters, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-report-'));
  const report = join(folder, 'report.json');
  const proofs = join(folder, 'proofs.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const ok = runNode(
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
 * @returns {boolean} Whether it ended well.
 */
export function runNode(script, parameters, environment = {}) {
  const { status, error } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', script), ...parameters],
    {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    },
  );
  if (error) console.error(error.message);
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
