/**
 * Alarms that wake a stopped background. Chromium fires none sooner than 30 seconds after it was set, so a
 * timer does as long as the background lives.
 */
import type { WakeUp } from '../app/ports';
import { browser } from './extension-api';

/** Runs `reconcile`. */
const SYNC = 'sync';
const CLEAR_CLIPBOARD = 'clear-clipboard';

const SOONEST_MS = 30_000;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Map<string, () => void>();

export const wakeUp = alarm(SYNC);
export const clipboardAlarm = alarm(CLEAR_CLIPBOARD);
export const onWakeUp = onAlarm(SYNC);
export const onClipboardAlarm = onAlarm(CLEAR_CLIPBOARD);

function alarm(name: string): WakeUp {
  return {
    async set(at) {
      clearTimeout(timers.get(name));
      const left = at === undefined ? SOONEST_MS : at - Date.now();
      if (left < SOONEST_MS)
        timers.set(
          name,
          setTimeout(() => listeners.get(name)?.(), left),
        );
      if (at === undefined) await browser.alarms.clear(name);
      // Created anew, it would be half a minute late.
      else if ((await browser.alarms.get(name))?.scheduledTime === at) return;
      // The polyfill types it as void; both browsers return a promise.
      else await browser.alarms.create(name, { when: at });
    },
  };
}

function onAlarm(wanted: string) {
  return (listener: () => void): void => {
    listeners.set(wanted, listener);
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === wanted) listener();
    });
  };
}
