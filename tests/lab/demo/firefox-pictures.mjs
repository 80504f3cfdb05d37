/**
 * `node tests/lab/demo/firefox-pictures.mjs`: the states of `npm run screenshots` in Firefox, light and
 * dark, as files under dist/screenshots/firefox.
 */
import { mkdir } from 'node:fs/promises';
import { launchFirefox } from '../browsers/firefox.mjs';
import { startLab } from '../lab.mjs';
import { visitPageStates } from '../pages/page-states.mjs';

const OUT = 'dist/screenshots/firefox';

await mkdir(OUT, { recursive: true });
const lab = await startLab();
const firefox = await launchFirefox({ extensionDir: 'dist/firefox', lab });
try {
  // Cast: the tour uses of Chromium only what both browsers have.
  const browser = /** @type {import('../browsers/chromium.mjs').LabChromium} */ (
    /** @type {unknown} */ (firefox)
  );
  await visitPageStates(browser, lab, async (name, page) => {
    const isTab = !name.startsWith('popup') && !(await page.$('dialog[open]'));
    const { width, height, whole } = await page.evaluate(() => ({
      width: innerWidth,
      height: innerHeight,
      whole: document.documentElement.scrollHeight,
    }));
    if (isTab) await page.setViewport({ width, height: whole });
    for (const theme of ['light', 'dark']) {
      // As chosen in the settings: a popup takes the system's theme from the browser's own.
      await page.evaluate((chosen) => {
        document.documentElement.dataset.theme = chosen;
        return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      }, theme);
      await page.screenshot({ path: `${OUT}/${name}-${theme}.png` });
    }
    // The tour goes on in the window.
    if (isTab) await page.setViewport({ width, height });
  });
} finally {
  await firefox.close();
  await lab.stop();
}
