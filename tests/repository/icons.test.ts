/** The icons can be seen on light and dark toolbars. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json';
import { contrast } from '../support/contrast';
import { type Pixel, readPng } from '../support/read-png';

const FOLDER = 'public/icons';
const SMALL = readdirSync(FOLDER).filter((name) => name.endsWith('-16.png'));
/** Of Chromium and Firefox, without a theme of the user's. */
const TOOLBARS = ['#ffffff', '#f9f9fb', '#3c3c3c', '#35363a', '#2b2a33', '#1c1b22'];

const hex = ([red, green, blue]: Pixel) =>
  `#${[red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('')}`;

describe('the icons for 16 px', () => {
  it('are one for each state that has a drawing', () => {
    expect(SMALL.map((name) => name.replace(/-16\.png$/, '')).sort()).toEqual([
      'key',
      'key-idle',
      'key-locked',
      'key-new',
      'key-off',
      'key-paused',
    ]);
  });

  it.each(SMALL)('%s has 3:1 on light and dark toolbars', (name) => {
    const pixels = readPng(readFileSync(`${FOLDER}/${name}`));
    // The edges are half transparent, to look smooth.
    const full = pixels.filter(([, , , alpha]) => alpha >= 250);

    expect(pixels).toHaveLength(256);
    expect(full.length).toBeGreaterThan(35);
    for (const colour of new Set(full.map(hex))) {
      for (const bar of TOOLBARS) expect(contrast(colour, bar), bar).toBeGreaterThanOrEqual(3);
    }
  });

  it('are all different', () => {
    expect(new Set(SMALL.map((name) => readFileSync(`${FOLDER}/${name}`, 'base64'))).size).toBe(6);
  });
});

describe('the manifest', () => {
  it('names icons that exist', () => {
    const named = [manifest.icons, manifest.action.default_icon].flatMap(Object.values);

    for (const name of named) expect(readFileSync(`public/${name}`).length).toBeGreaterThan(0);
  });
});
