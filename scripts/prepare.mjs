/**
 * Makes a bare clone ready: `node scripts/prepare.mjs` installs the dependencies if they are
 * missing or out of date, `--browser` finds or installs Chromium and Firefox as well. Says nothing
 * when there is nothing to do. Uses only Node's own modules, because it runs before there are others.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, OLDEST_CHROMIUM } from '../tests/lab/browsers/find-chromium.mjs';
import { findFirefox, OLDEST_FIREFOX } from '../tests/lab/browsers/find-firefox.mjs';
import { holdingLock } from './lock.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = { major: 20, minor: 19 };

/**
 * @typedef {object} Browser
 * @property {() => unknown} find
 * @property {string} missing The message if there is none.
 * @property {string} debian Name of its package.
 * @property {Partial<Record<NodeJS.Platform, string>>} advice
 * @property {string} variable Environment variable, for a program in an unusual place.
 */

/** @type {readonly Browser[]} */
const BROWSERS = [
  {
    find: findChromium,
    missing: `No Chromium or Chrome ${OLDEST_CHROMIUM} or newer was found.`,
    debian: 'chromium',
    advice: {
      darwin: 'Install it with `brew install --cask chromium`, or install Google Chrome.',
      win32: 'Install it with `winget install Google.Chrome`.',
      linux: 'Install it with `sudo apt-get install chromium` or your distribution’s equivalent.',
    },
    variable: 'KEYBEARER_CHROMIUM',
  },
  {
    find: findFirefox,
    missing: `No Firefox ${OLDEST_FIREFOX} or newer was found.`,
    debian: 'firefox-esr',
    advice: {
      darwin: 'Install it with `brew install --cask firefox`.',
      win32: 'Install it with `winget install Mozilla.Firefox`.',
      linux:
        'Install it with `sudo apt-get install firefox-esr` or your distribution’s equivalent.',
    },
    variable: 'KEYBEARER_FIREFOX',
  },
];

/** Inside node_modules, so that it disappears together with the packages that it vouches for. */
const STAMP = join(ROOT, 'node_modules', '.keybearer-lock-sha256');

try {
  requireNode();
  installDependencies();
  if (process.argv.includes('--browser')) installBrowsers();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const { major: oldestMajor, minor: oldestMinor } = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(
    `Keybearer needs Node ${oldestMajor}.${oldestMinor} or newer; this is ${process.version}.`,
  );
}

function installDependencies() {
  if (isInstalled()) return;
  holdingLock(ROOT, () => {
    // Another process may have finished the work while this one waited.
    if (isInstalled()) return;
    console.log('Installing dependencies (npm ci) …');
    runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(STAMP, lockHash());
  });
}

function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash();
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
}

/** @param {readonly string[]} parameters */
function runNpm(parameters) {
  const npm = process.env.npm_execpath;
  // Under `npm run` this names npm's own script. Windows has only npm.cmd, which needs a shell.
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...parameters]);
  return run('npm', parameters, { shell: process.platform === 'win32' });
}

function installBrowsers() {
  const missing = BROWSERS.filter(({ find }) => find() === undefined);
  if (missing.length === 0) return;
  const canInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) throw new Error(missing.map(adviceFor).join('\n\n'));
  const packages = missing.map(({ debian }) => debian);
  console.log(`Installing browsers (apt-get install ${packages.join(' ')}) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-q', 'update'], { env });
  run('apt-get', ['-q', '-y', 'install', '--no-install-recommends', ...packages], { env });
  const still = missing.filter(({ find }) => find() === undefined);
  if (still.length > 0) throw new Error(still.map(adviceFor).join('\n\n'));
}

/** @param {Browser} browser */
function adviceFor({ missing, advice, variable }) {
  return [
    missing,
    advice[process.platform] ?? 'Install it.',
    `If it is somewhere unusual, set ${variable} to its full path.`,
  ].join('\n');
}

/**
 * Silent unless it fails; then everything the program said is shown.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 */
function run(program, parameters, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, [...parameters], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  if (status === 0) return;
  const said = [stdout, stderr, error?.message].filter(Boolean).join('\n').trim();
  throw new Error(`${said}\n\n\`${program} ${parameters.join(' ')}\` failed.`);
}
