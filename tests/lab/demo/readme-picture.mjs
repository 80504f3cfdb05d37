/** The popup as the README shows it: the picked profile of a site, and the profiles to pick from. */
import { launchChromium } from '../browsers/chromium.mjs';
import { keybearerIn, words } from '../pages/keybearer.mjs';
import { GLUWA, PROFILES } from './demo-profiles.mjs';

const { apiKey, ethereum, bitcoin } = PROFILES;

/** The first is picked in the end; the others are not in use. */
const PEOPLE = [
  { ...ethereum, colour: words('colour_blue') },
  { ...bitcoin, colour: words('colour_orange'), use: false },
  { ...apiKey, colour: words('colour_green'), use: false },
];

/**
 * @param {import('../lab.mjs').Lab} lab
 * @param {string} path The path of the picture.
 */
export async function takeReadmePicture(lab, path) {
  const chromium = await launchChromium({ extensionDir: 'dist/chrome', lab });
  try {
    const keybearer = keybearerIn(chromium);
    const page = await chromium.newPage(`${GLUWA}/`);
    await keybearer.createVault(page, 'only for the picture');
    await chromium.allowHost(`${GLUWA}/*`);
    for (const profile of PEOPLE) await keybearer.addProfile(profile);
    const popup = await chromium.openPopup(page);
    await popup.waitForFunction(() => document.querySelector('.verdict.good') !== null);
    await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    await popup.screenshot({ path });
  } finally {
    await chromium.close();
  }
}
