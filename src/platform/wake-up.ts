/** Alarms that wake a stopped background, and timers that are exact while it lives. */
import type { WakeUp } from '../app/ports';
import { browser } from './extension-api';

/** Runs `reconcile`. */
const SYNC = 'sync';
const CLEAR_CLIPBOARD = 'clear-clipboard';

/**
 * Chromium fires no alarm sooner than this after it was set. Of alarms that are due every 30 s, each would be later than the last (decision 45), and one that is set
 * anew would move on. A background lives as long after its last event, and the alarm stays for one that
 * has died.
 */
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
      const left = at === undefined ? Number.POSITIVE_INFINITY : at - Date.now();
      if (left <= SOONEST_MS) {
        const timer = setTimeout(() => listeners.get(name)?.(), Math.max(left, 0));
        timers.set(name, timer);
      }
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
