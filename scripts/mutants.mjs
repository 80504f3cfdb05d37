/**
 * Breaks the product on purpose, one way at a time, and sees each breakage caught:
 * `npm run test:mutants`, or with a word or two to try only those whose text has them.
 *
 * It works in a copy. The tests that should fail are run on the broken copy; a mutant that all of
 * them pass has survived, and fails the command.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTANTS } from '../tests/mutants/mutants.mjs';

/** @typedef {import('../tests/mutants/mutants.mjs').Mutant} Mutant */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const words = process.argv.slice(2);
const chosen = MUTANTS.filter(({ says }) => words.every((word) => says.includes(word)));
const copy = copyOfTheProject();
try {
  const survivors = chosen.filter((mutant) => !isCaught(mutant));
  for (const { says } of survivors) console.log(`SURVIVED: ${says}`);
  console.log(`${chosen.length - survivors.length} caught, ${survivors.length} survived`);
  if (survivors.length > 0 || chosen.length === 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** @returns {string} a folder with everything that is under version control. */
function copyOfTheProject() {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-mutants-'));
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of stdout.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** @param {Mutant} mutant */
function isCaught({ says, file, find, replace, tests }) {
  const path = join(copy, file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(find).length !== 2) throw new Error(`Not once in ${file}: ${find}`);
  writeFileSync(
    path,
    sound.replace(find, () => replace),
  );
  try {
    const rows = rowsThatFail(tests);
    console.log(`${rows === undefined ? 'survived' : `caught by ${rows}`}: ${says}`);
    return rows !== undefined;
  } finally {
    writeFileSync(path, sound);
  }
}

/**
 * @param {readonly string[]} tests
 * @returns {string | undefined} the rows of the threat model whose tests fail, or how many tests of
 *   no row do; undefined if all pass.
 */
function rowsThatFail(tests) {
  const isEndToEnd = tests.some((test) => test.startsWith('tests/e2e/'));
  if (isEndToEnd && !run(['vite/bin/vite.js', 'build', '--logLevel', 'error'])) return 'the build';
  const report = join(copy, 'dist/mutant-report.json');
  const passed = run([
    'vitest/vitest.mjs',
    'run',
    ...(isEndToEnd ? ['--project=e2e'] : ['--project=unit', '--project=slow']),
    // One failed test is enough.
    '--bail=1',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...tests,
  ]);
  if (passed) return undefined;
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  /** @type {{ status: string, title: string }[]} */
  const failed = testResults
    .flatMap((/** @type {{ assertionResults: unknown[] }} */ each) => each.assertionResults)
    .filter((/** @type {{ status: string }} */ { status }) => status === 'failed');
  const rows = failed.flatMap(({ title }) => title.match(/\b[TF]\d+\b(?=[^:]*:)/g) ?? []);
  const named = [...new Set(rows)].join(', ');
  return named || failed.map(({ title }) => `"${title}"`).join(', ') || 'a file that does not load';
}

/** @param {readonly string[]} command Script inside node_modules, then its parameters. */
function run([script = '', ...parameters]) {
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', script), ...parameters],
    { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return status === 0;
}
