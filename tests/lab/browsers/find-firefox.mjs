/**
 * Finds a Firefox on this computer that is new enough. Uses only Node's own modules, because
 * `scripts/prepare.mjs` needs it before anything is installed.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser, versionSaidBy } from './find-browser.mjs';

/** The manifest's `strict_min_version`. */
export const OLDEST_FIREFOX = 142;

/** The long-term release first: only there may a test permanently install an unsigned add-on. */
const PROGRAMS = ['firefox-esr', 'firefox'];

/**
 * @param {import('./find-browser.mjs').Environment} [env]
 * @throws {Error} If `KEYBEARER_FIREFOX` is set but is no such browser.
 */
export function findFirefox(env = process.env) {
  return findBrowser(
    {
      name: 'Firefox',
      variable: 'KEYBEARER_FIREFOX',
      oldest: OLDEST_FIREFOX,
      programs: PROGRAMS,
      usualPlaces,
      majorOf:
        process.platform === 'win32' ? majorFromFile : (path) => parseMajor(versionSaidBy(path)),
    },
    env,
  );
}

/**
 * @param {import('./find-browser.mjs').Environment} env
 * @returns {readonly string[]}
 */
function usualPlaces(env) {
  switch (process.platform) {
    case 'darwin':
      return ['', env.HOME ?? ''].flatMap((root) => [
        `${root}/Applications/Firefox ESR.app/Contents/MacOS/firefox`,
        `${root}/Applications/Firefox.app/Contents/MacOS/firefox`,
        `${root}/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox`,
      ]);
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((root) =>
        root === undefined ? [] : [join(root, 'Mozilla Firefox', 'firefox.exe')],
      );
    default:
      return [
        '/usr/lib/firefox-esr/firefox-esr',
        '/usr/lib/firefox/firefox',
        '/opt/firefox/firefox',
      ];
  }
}

/**
 * On Windows `firefox.exe --version` prints nothing to a pipe, but a file beside it says the same.
 *
 * @param {string} path
 */
function majorFromFile(path) {
  try {
    return parseMajor(readFileSync(join(dirname(path), 'application.ini'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} text `Mozilla Firefox 153.7.0esr`, or an ini file with `Version=153.7.0`. */
function parseMajor(text) {
  const major = /(?:Firefox |^Version=)(\d+)\./m.exec(text)?.[1];
  return major === undefined ? undefined : Number(major);
}
