/** Reports that the user has left the computer or locked it. */
import type { IdleWatch } from '../app/ports';
import { browser } from './extension-api';

export const idleWatch: IdleWatch = {
  watch(minutes) {
    browser.idle.setDetectionInterval(minutes * 60);
  },

  async isActive(minutes) {
    // The browsers take whole seconds.
    return (await browser.idle.queryState(Math.round(minutes * 60))) === 'active';
  },
};

export function onLeft(listener: (how: 'idle' | 'computer-locked') => void): void {
  browser.idle.onStateChanged.addListener((state) => {
    if (state !== 'active') listener(state === 'locked' ? 'computer-locked' : 'idle');
  });
}
