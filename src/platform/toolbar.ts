/** The toolbar button: a padlock while locked, a mark if something needs attention. */
import type { Toolbar } from '../app/ports';
import { browser } from './extension-api';

const iconsOf = (name: string) => ({
  16: `/icons/${name}-16.png`,
  32: `/icons/${name}-32.png`,
  48: `/icons/${name}-48.png`,
});

export const toolbar: Toolbar = {
  async show(face) {
    const name = face === 'locked' ? 'key-locked' : 'key';
    await browser.action.setIcon({ path: iconsOf(name) });
    await browser.action.setBadgeText({ text: face === 'attention' ? '!' : '' });
    await browser.action.setBadgeBackgroundColor({ color: '#9a4a00' });
  },
};
