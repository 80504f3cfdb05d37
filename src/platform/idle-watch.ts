/** Tells when the user has left the computer, or locked it. */
import type { IdleWatch } from '../app/ports';
import { browser } from './extension-api';

export const idleWatch: IdleWatch = {
  watch(minutes) {
    browser.idle.setDetectionInterval(minutes * 60);
  },
};

export function onLeft(listener: () => void): void {
  browser.idle.onStateChanged.addListener((state) => {
    if (state !== 'active') listener();
  });
}
