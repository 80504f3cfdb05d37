/** One bit in `storage.local`, so that a browser that starts again can say that picks of tabs have ended. */
import type { TabPicksMark } from '../app/ports';
import { browser } from './extension-api';

const KEY = 'hadTabPicks';

export const tabPicksMark: TabPicksMark = {
  async isSet() {
    const { [KEY]: stored } = await browser.storage.local.get(KEY);
    return stored === true;
  },

  set: (isSet) =>
    isSet ? browser.storage.local.set({ [KEY]: true }) : browser.storage.local.remove(KEY),
};
