/**
 * Finds a browser on this computer that is new enough. Uses only Node's own modules, because
 * `scripts/prepare.mjs` needs it before anything is installed.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/**
 * @typedef {object} WantedBrowser
 * @property {string} name The name that people use.
 * @property {string} variable Environment variable; its value is the program that the user chose.
 * @property {number} oldest Major version.
 * @property {readonly string[]} programs Names to look for on PATH, without a suffix.
 * @property {(env: Environment) => readonly string[]} usualPlaces
 * @property {(path: string) => number | undefined} majorOf
 */

/**
 * @typedef {object} FoundBrowser
 * @property {string} path
 * @property {number} major
 */

/**
 * Finds the first browser that is new enough: the chosen one, then PATH, then the usual places.
 *
 * @param {WantedBrowser} wanted
 * @param {Environment} env
 * @returns {FoundBrowser | undefined}
 * @throws {Error} If one was chosen that is not such a browser: another one must not be taken
 *   quietly.
 */
export function findBrowser(wanted, env) {
  const chosen = env[wanted.variable];
  if (chosen) {
    const found = inspect(chosen, wanted);
    if (found !== undefined) return found;
    throw new Error(
      `${wanted.variable} is ${chosen}, which is not a ${wanted.name} ${wanted.oldest} or newer.`,
    );
  }
  for (const path of [...placesOnPath(wanted.programs, env), ...wanted.usualPlaces(env)]) {
    const found = inspect(path, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * @param {string} path
 * @returns What the program prints of its version; empty if it prints nothing or does not run.
 */
export function versionSaidBy(path) {
  try {
    return execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: 15_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

/**
 * @param {readonly string[]} programs
 * @param {Environment} env
 */
function placesOnPath(programs, env) {
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return programs.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
}

/**
 * @param {string} path
 * @param {WantedBrowser} wanted
 * @returns {FoundBrowser | undefined}
 */
function inspect(path, { majorOf, oldest }) {
  if (!isExecutableFile(path)) return undefined;
  const major = majorOf(path);
  return major !== undefined && major >= oldest ? { path, major } : undefined;
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
