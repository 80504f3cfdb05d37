/** Alarms that wake a stopped background. */
import type { WakeUp } from '../app/ports';
import { browser } from './extension-api';

/** Runs `reconcile`. */
const SYNC = 'sync';
const CLEAR_CLIPBOARD = 'clear-clipboard';

export const wakeUp = alarm(SYNC);
export const clipboardAlarm = alarm(CLEAR_CLIPBOARD);
export const onWakeUp = onAlarm(SYNC);
export const onClipboardAlarm = onAlarm(CLEAR_CLIPBOARD);

function alarm(name: string): WakeUp {
  return {
    async set(at) {
      if (at === undefined) await browser.alarms.clear(name);
      // The polyfill types it as void; both browsers return a promise.
      else await browser.alarms.create(name, { when: at });
    },
  };
}

function onAlarm(wanted: string) {
  return (listener: () => void): void => {
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === wanted) listener();
    });
  };
}
