/**
 * `npm run screenshots`: every state of every page, light and dark, as files under
 * dist/screenshots, to be looked at after each change to a page, and the picture in the README.
 * `npm run screenshots -- firefox` makes those of Firefox, under dist/screenshots/firefox.
 */
import { mkdir } from 'node:fs/promises';
import { launchChromium } from '../browsers/chromium.mjs';
import { launchFirefox } from '../browsers/firefox.mjs';
import { startLab } from '../lab.mjs';
import { visitPageStates } from '../pages/page-states.mjs';
import { takeReadmePicture } from './readme-picture.mjs';

/** @typedef {import('../browsers/chromium.mjs').LabChromium} LabChromium */

const isFirefox = process.argv.includes('firefox');
const out = isFirefox ? 'dist/screenshots/firefox' : 'dist/screenshots';
const THEMES = ['light', 'dark'];

await mkdir(out, { recursive: true });
const lab = await startLab();
try {
  await (isFirefox ? inFirefox() : inChromium());
} finally {
  await lab.stop();
}

async function inChromium() {
  const chromium = await launchChromium({ extensionDir: 'dist/chrome', lab });
  try {
    await visitPageStates(chromium, lab, async (name, page) => {
      for (const theme of THEMES) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        // A popup is as large as the browser has made it, and a dialog is drawn for the window.
        const fullPage = !name.startsWith('popup') && !(await page.$('dialog[open]'));
        await page.screenshot({ path: `${out}/${name}-${theme}.png`, fullPage });
      }
    });
    await takeReadmePicture(lab, 'docs/popup.png');
  } finally {
    await chromium.close();
  }
}

async function inFirefox() {
  const firefox = await launchFirefox({ extensionDir: 'dist/firefox', lab });
  // Cast: the tour uses of Chromium only what both browsers have.
  const browser = /** @type {LabChromium} */ (/** @type {unknown} */ (firefox));
  try {
    await visitPageStates(browser, lab, async (name, page) => {
      const isTab = !name.startsWith('popup') && !(await page.$('dialog[open]'));
      const { width, height, whole } = await page.evaluate(() => ({
        width: innerWidth,
        height: innerHeight,
        whole: document.documentElement.scrollHeight,
      }));
      if (isTab) await page.setViewport({ width, height: whole });
      for (const theme of THEMES) {
        // Chosen in the settings, since a popup takes the system's theme from the browser's own.
        await page.evaluate((chosen) => {
          document.documentElement.dataset.theme = chosen;
          return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        }, theme);
        await page.screenshot({ path: `${out}/${name}-${theme}.png` });
      }
      // The tour goes on in the window.
      if (isTab) await page.setViewport({ width, height });
    });
  } finally {
    await firefox.close();
  }
}
