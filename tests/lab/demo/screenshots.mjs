/**
 * `npm run screenshots`: every state of every page, light and dark, as files under
 * dist/screenshots, to be looked at after each change to a page, and the picture in the README.
 */
import { mkdir } from 'node:fs/promises';
import { launchChromium } from '../browsers/chromium.mjs';
import { startLab } from '../lab.mjs';
import { visitPageStates } from '../pages/page-states.mjs';
import { takeReadmePicture } from './readme-picture.mjs';

const OUT = 'dist/screenshots';

await mkdir(OUT, { recursive: true });
const lab = await startLab();
const chromium = await launchChromium({ extensionDir: 'dist/chrome', lab });
try {
  await visitPageStates(chromium, lab, async (name, page) => {
    for (const theme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      // A popup is as large as the browser has made it, and a dialog is drawn for the window.
      const fullPage = !name.startsWith('popup') && !(await page.$('dialog[open]'));
      await page.screenshot({ path: `${OUT}/${name}-${theme}.png`, fullPage });
    }
  });
  await takeReadmePicture(lab, 'docs/popup.png');
} finally {
  await chromium.close();
  await lab.stop();
}
