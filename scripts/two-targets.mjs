/**
 * One build, two packages: the build makes the one for Chrome, and this step makes the one for
 * Firefox of it. Every file but manifest.json is a copy, so both browsers run the same code; where they
 * differ, the code finds out by itself, in `src/platform`.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {Readonly<Record<string, unknown>>} Manifest */

/** Firefox has an id of its own, has no such version, and does not heed the third. */
const CHROME_ONLY = ['key', 'minimum_chrome_version', 'externally_connectable'];

/**
 * @param {Manifest} manifest - Source or built.
 * @returns {Record<string, unknown>} without what Chrome would complain about on its extensions
 * page.
 */
export function chromeManifest({ browser_specific_settings: _, ...manifest }) {
  return manifest;
}

/**
 * @param {Manifest} manifest - Source or built.
 * @returns {Record<string, unknown>} with an event page, as Firefox has no service workers for
 * extensions, and without the offscreen page, whose work an event page does by itself.
 */
export function firefoxManifest(manifest) {
  // Cast: manifest-policy checks its shape.
  const { service_worker, ...rest } = /** @type {Manifest} */ (manifest.background);
  const permissions = /** @type {readonly string[]} */ (manifest.permissions);
  const options = /** @type {Manifest} */ (manifest.options_ui);
  return {
    ...Object.fromEntries(Object.entries(manifest).filter(([key]) => !CHROME_ONLY.includes(key))),
    permissions: permissions.filter((permission) => permission !== 'offscreen'),
    // Firefox opens a second tab, which closes if the manager is open: see platform/manager-tab.ts.
    options_ui: { ...options, page: `${options.page}?options` },
    background: { scripts: [service_worker], ...rest },
  };
}

/**
 * Writes `firefox` beside the output folder of the build. Belongs before the steps that check the
 * outputs.
 *
 * @returns {import('vite').Plugin}
 */
export function twoTargets() {
  let outDir = '';
  return {
    name: 'keybearer:two-targets',
    enforce: 'post',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    writeBundle() {
      const firefoxDir = join(dirname(outDir), 'firefox');
      rmSync(firefoxDir, { recursive: true, force: true });
      cpSync(outDir, firefoxDir, { recursive: true });
      const built = JSON.parse(readFileSync(join(outDir, 'manifest.json'), 'utf8'));
      writeManifest(outDir, chromeManifest(built));
      writeManifest(firefoxDir, firefoxManifest(built));
    },
  };
}

/**
 * @param {string} dir
 * @param {Manifest} manifest
 */
function writeManifest(dir, manifest) {
  writeFileSync(join(dir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
