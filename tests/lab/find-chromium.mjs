/**
 * Finds a Chromium on this computer that is new enough. Uses only Node's own modules, because
 * `scripts/prepare.mjs` needs it before anything is installed.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** `topDomains` in declarativeNetRequest conditions came with this version. */
export const OLDEST_CHROMIUM = 145;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * @typedef {object} FoundChromium
 * @property {string} path
 * @property {number} major
 */

/**
 * The first browser of the list that is new enough: the one named in `KEYBEARER_CHROMIUM`, then
 * PATH, then the usual places.
 *
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {FoundChromium | undefined}
 * @throws {Error} If `KEYBEARER_CHROMIUM` is set but is no such browser: somebody chose it, so
 *   another one must not be taken quietly.
 */
export function findChromium(env = process.env) {
  const chosen = env.KEYBEARER_CHROMIUM;
  if (chosen) {
    const found = inspect(chosen);
    if (found !== undefined) return found;
    throw new Error(
      `KEYBEARER_CHROMIUM is ${chosen}, which is not a Chromium ${OLDEST_CHROMIUM} or newer.`,
    );
  }
  for (const path of [...placesOnPath(env), ...usualPlaces(env)]) {
    const found = inspect(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @param {Readonly<Record<string, string | undefined>>} env */
function placesOnPath(env) {
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
}

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {readonly string[]}
 */
function usualPlaces(env) {
  switch (process.platform) {
    case 'darwin':
      return ['', env.HOME ?? ''].flatMap((root) => [
        `${root}/Applications/Chromium.app/Contents/MacOS/Chromium`,
        `${root}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
        `${root}/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
      ]);
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((root) =>
        root === undefined
          ? []
          : [
              join(root, 'Chromium', 'Application', 'chrome.exe'),
              join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
            ],
      );
    default:
      return [
        '/usr/lib/chromium/chromium',
        '/usr/lib/chromium-browser/chromium-browser',
        '/opt/google/chrome/chrome',
        '/snap/bin/chromium',
      ];
  }
}

/**
 * @param {string} path
 * @returns {FoundChromium | undefined}
 */
function inspect(path) {
  if (!isExecutableFile(path)) return undefined;
  const major = process.platform === 'win32' ? majorFromFolders(path) : majorFromProgram(path);
  return major !== undefined && major >= OLDEST_CHROMIUM ? { path, major } : undefined;
}

/** @param {string} path */
function isExecutableFile(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @param {string} path */
function majorFromProgram(path) {
  try {
    const text = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: 15_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return parseMajor(text);
  } catch {
    return undefined;
  }
}

/**
 * On Windows `chrome.exe --version` opens a window and prints nothing, but the program's folder
 * holds one folder named by the version.
 *
 * @param {string} path
 */
function majorFromFolders(path) {
  const versions = readdirSync(dirname(path)).filter((name) => /^\d+(\.\d+){3}$/.test(name));
  return versions
    .map(parseMajor)
    .sort((a = 0, b = 0) => b - a)
    .at(0);
}

/** @param {string} text */
function parseMajor(text) {
  const major = /(\d+)\.\d+\.\d+\.\d+/.exec(text)?.[1];
  return major === undefined ? undefined : Number(major);
}
