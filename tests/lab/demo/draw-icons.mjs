/**
 * `node tests/lab/demo/draw-icons.mjs` draws the icons of `public/icons` from their sources, by a real Chromium. The drawing
 * for 16 px is one of its own; a larger one would lose its lines there.
 */
import { readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../browsers/find-chromium.mjs';

const FOLDER = 'public/icons';

/** @type {Readonly<Record<string, { readonly sizes: readonly number[], readonly as?: string }>>} */
const DRAWINGS = {
  key: { sizes: [48, 128] },
  'key-small': { sizes: [16, 32], as: 'key' },
  'key-idle': { sizes: [16, 32] },
  'key-off': { sizes: [16, 32] },
  'key-paused': { sizes: [16, 32] },
  'key-new': { sizes: [16, 32] },
  'key-locked': { sizes: [16, 32] },
};

const browser = await puppeteer.launch({
  executablePath: findChromium()?.path ?? '',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  for (const [source, { sizes, as = source }] of Object.entries(DRAWINGS)) {
    const svg = await readFile(`${FOLDER}/${source}.svg`, 'utf8');
    for (const size of sizes) {
      const drawn = await page.evaluate(draw, svg, size);
      await writeFile(`${FOLDER}/${as}-${size}.png`, Buffer.from(drawn, 'base64'));
    }
  }
} finally {
  await browser.close();
}

/**
 * Runs in the page.
 *
 * @param {string} svg
 * @param {number} size
 * @returns {Promise<string>} A PNG, as base64.
 */
async function draw(svg, size) {
  const image = new Image(size, size);
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  canvas.getContext('2d')?.drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}
