/**
 * Finds a Chromium on this computer that is new enough. Uses only Node's own modules, because
 * `scripts/prepare.mjs` needs it before anything is installed.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser, versionSaidBy } from './find-browser.mjs';

/** `topDomains` in declarativeNetRequest conditions came with this version. */
export const OLDEST_CHROMIUM = 145;

const PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

/**
 * @param {import('./find-browser.mjs').Environment} [env]
 * @throws {Error} If `KEYBEARER_CHROMIUM` is set but is no such browser.
 */
export function findChromium(env = process.env) {
  return findBrowser(
    {
      name: 'Chromium',
      variable: 'KEYBEARER_CHROMIUM',
      oldest: OLDEST_CHROMIUM,
      programs: PROGRAMS,
      usualPlaces,
      majorOf:
        process.platform === 'win32' ? majorFromFolders : (path) => parseMajor(versionSaidBy(path)),
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
