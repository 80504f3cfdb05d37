/** The renewal alarm, which wakes a background that the browser has stopped. */
import type { WakeUp } from '../app/ports';
import { browser } from './extension-api';

const ALARM = 'sync';

export const wakeUp: WakeUp = {
  async set(at) {
    if (at === undefined) await browser.alarms.clear(ALARM);
    // The polyfill types it as returning nothing; both browsers return a promise.
    else await browser.alarms.create(ALARM, { when: at });
  },
};

export function onWakeUp(listener: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) listener();
  });
}
