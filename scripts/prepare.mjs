/**
 * Makes a bare clone ready: `node scripts/prepare.mjs` installs the dependencies if they are
 * missing or out of date, `--browser` finds or installs Chromium and Firefox as well, `--servers` unpacks
 * the servers of some end-to-end tests. Says nothing when there is nothing to do. Uses only Node's own
 * modules, because it runs before there are others.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, OLDEST_CHROMIUM } from '../tests/lab/browsers/find-chromium.mjs';
import { findFirefox, OLDEST_FIREFOX } from '../tests/lab/browsers/find-firefox.mjs';
import { findTool } from '../tests/lab/debian/age.mjs';
import { UNPACKED } from '../tests/lab/debian/debian-root.mjs';
import { findServer } from '../tests/lab/debian/find-server.mjs';
import { holdingLock } from './lock.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = { major: 20, minor: 19 };

/**
 * @typedef {object} Browser
 * @property {string} missing The message if there is none.
 * @property {Partial<Record<NodeJS.Platform, string>>} advice
 * @property {string} variable Environment variable, for a program in an unusual place.
 *
 * @typedef {object} Package
 * @property {() => unknown} find
 * @property {string} debian Its name; several are separated by spaces.
 * @property {Browser} [browser] It is installed. Without this it is unpacked, and can be absent.
 */

/** All that comes from Debian's packages. @type {readonly Package[]} */
const PACKAGES = [
  {
    find: findChromium,
    debian: 'chromium',
    browser: {
      missing: `No Chromium or Chrome ${OLDEST_CHROMIUM} or newer was found.`,
      advice: {
        darwin: 'Install it with `brew install --cask chromium`, or install Google Chrome.',
        win32: 'Install it with `winget install Google.Chrome`.',
        linux: 'Install it with `sudo apt-get install chromium` or your distribution’s equivalent.',
      },
      variable: 'KEYBEARER_CHROMIUM',
    },
  },
  {
    find: findFirefox,
    debian: 'firefox-esr',
    browser: {
      missing: `No Firefox ${OLDEST_FIREFOX} or newer was found.`,
      advice: {
        darwin: 'Install it with `brew install --cask firefox`.',
        win32: 'Install it with `winget install Mozilla.Firefox`.',
        linux:
          'Install it with `sudo apt-get install firefox-esr` or your distribution’s equivalent.',
      },
      variable: 'KEYBEARER_FIREFOX',
    },
  },
  { find: () => findServer('nginx'), debian: 'nginx' },
  { find: () => findServer('apache'), debian: 'apache2-bin' },
  // The second package is the one of its alternatives for a database that is the smallest.
  { find: () => findServer('glewlwyd'), debian: 'glewlwyd dbconfig-no-thanks' },
  { find: () => findServer('django'), debian: 'python3-django-oauth-toolkit' },
  // The two with which anyone reads a backup.
  { find: () => findTool('age'), debian: 'age' },
  { find: () => findTool('jq'), debian: 'jq' },
];

/** Inside node_modules, so that it disappears together with the packages that it vouches for. */
const STAMP = join(ROOT, 'node_modules', '.keybearer-lock-sha256');

try {
  requireNode();
  installDependencies();
  if (process.argv.includes('--browser')) installBrowsers();
  if (process.argv.includes('--servers')) unpackServers();
} catch (error) {
  console.error(messageOf(error));
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
  const browsers = PACKAGES.filter(({ browser }) => browser !== undefined);
  const missing = browsers.filter(({ find }) => find() === undefined);
  if (missing.length === 0) return;
  if (!isDebianAsRoot()) throw new Error(missing.map(adviceFor).join('\n\n'));
  const names = namesOf(missing);
  console.log(`Installing browsers (apt-get install ${names.join(' ')}) …`);
  apt(['update']);
  apt(['-y', 'install', '--no-install-recommends', ...names]);
  const still = missing.filter(({ find }) => find() === undefined);
  if (still.length > 0) throw new Error(still.map(adviceFor).join('\n\n'));
}

/**
 * Fetches the servers with the libraries that this computer lacks, and unpacks them. Their tests say that
 * they were not run where that cannot be done.
 */
function unpackServers() {
  const servers = PACKAGES.filter(({ browser }) => browser === undefined);
  const isComplete = () => servers.every(({ find }) => find() !== undefined);
  if (isComplete() || !isDebianAsRoot()) return;
  try {
    holdingLock(UNPACKED, () => {
      if (isComplete()) return;
      const names = namesOf(servers);
      console.log(`Unpacking servers (${names.join(' ')}) …`);
      unpack(names);
    });
  } catch (error) {
    console.error(`The servers of some tests cannot be had: ${messageOf(error)}`);
  }
}

/** @param {readonly string[]} names */
function unpack(names) {
  const fetched = mkdtempSync(join(tmpdir(), 'keybearer-packages-'));
  const fresh = `${UNPACKED.replace(/\/$/, '')}.new`;
  try {
    // apt-get itself knows what is missing, in this release of Debian and on this computer.
    apt(['update']);
    const archives = ['-o', `Dir::Cache::archives=${fetched}`];
    apt(['-y', 'install', '--download-only', '--no-install-recommends', ...archives, ...names]);
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    for (const name of readdirSync(fetched)) {
      if (name.endsWith('.deb')) run('dpkg-deb', ['-x', join(fetched, name), fresh]);
    }
    // All of them or none: another process may look at any time.
    rmSync(UNPACKED, { recursive: true, force: true });
    renameSync(fresh, UNPACKED);
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
}

function isDebianAsRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {readonly Package[]} packages */
function namesOf(packages) {
  return packages.flatMap(({ debian }) => debian.split(' '));
}

/** @param {readonly string[]} parameters */
function apt(parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-q', ...parameters], { env });
}

/** @param {Package} package */
function adviceFor({ browser }) {
  if (browser === undefined) return '';
  const { missing, advice, variable } = browser;
  return [
    missing,
    advice[process.platform] ?? 'Install it.',
    `If it is somewhere unusual, set ${variable} to its full path.`,
  ].join('\n');
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
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
