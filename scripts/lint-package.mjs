/**
 * Asks the linter of Firefox's store about the built package, and fails on its notices as well:
 * `web-ext lint` itself ends well as long as there is no error. Takes the folder of the package.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lintProblems } from './lint-report.mjs';

const WEB_EXT = fileURLToPath(new URL('../node_modules/web-ext/bin/web-ext.js', import.meta.url));

const { stdout, stderr } = spawnSync(
  process.execPath,
  [
    WEB_EXT,
    'lint',
    '--no-config-discovery',
    '--no-input',
    '--output=json',
    `--source-dir=${process.argv[2] ?? 'dist/firefox'}`,
  ],
  // A check must not ask the network whether it is up to date.
  { encoding: 'utf8', env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } },
);
const problems = lintProblems(stdout);
if (problems.length > 0) {
  console.error([...problems, stderr].join('\n').trim());
  process.exitCode = 1;
}
