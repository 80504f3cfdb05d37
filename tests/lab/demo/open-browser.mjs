/** The browser that a command's options ask for, with the extension of a build in it. */
import { parseArgs } from 'node:util';
import { launchChromium } from '../browsers/chromium.mjs';
import { launchFirefox } from '../browsers/firefox.mjs';

/**
 * @typedef {object} Options
 * @property {boolean} firefox
 * @property {boolean} headless Also where there is no display.
 *
 * @typedef {object} Opened
 * @property {import('../browsers/lab-page.mjs').LabBrowser} browser
 * @property {() => Promise<unknown>} handOver From here on a person answers the browser's questions.
 * @property {Promise<unknown>} closed When the browser has ended.
 */

/**
 * @param {string} command For the usage line.
 * @returns {Options}
 */
export function readOptions(command) {
  try {
    const off = /** @type {const} */ ({ type: 'boolean', default: false });
    const { values } = parseArgs({ options: { headless: off, firefox: off } });
    return { firefox: values.firefox, headless: values.headless || !hasDisplay() };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`Usage: ${command} [-- [--firefox] [--headless]]`);
    return process.exit(2);
  }
}

/**
 * @param {import('../lab.mjs').Lab} lab
 * @param {string} dist Folder with the builds for both browsers.
 * @param {Options} options
 * @returns {Promise<Opened>}
 */
export async function openBrowser(lab, dist, { firefox, headless }) {
  if (firefox) {
    const found = await launchFirefox({ extensionDir: `${dist}/firefox`, lab, headless });
    return { browser: found, handOver: () => found.call('handOver'), closed: found.closed };
  }
  const found = await launchChromium({ extensionDir: `${dist}/chrome`, lab, headless });
  const closed = new Promise((resolve) => found.browser.once('disconnected', resolve));
  // This browser has no driver that answers in a person's place.
  return { browser: found, handOver: async () => {}, closed };
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
