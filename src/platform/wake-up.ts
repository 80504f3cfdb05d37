/** Alarms that wake a stopped background. */
import type { WakeUp } from '../app/ports';
import { browser } from './extension-api';

/** Runs `reconcile`. */
const SYNC = 'sync';
const CLEAR_CLIPBOARD = 'clear-clipboard';

/**
 * Chromium fires no alarm sooner than this after the one before: of alarms that are due every 30 s, each
 * would be later than the last (decision 45). A background lives as long after its last event, so a timer
 * is in time, and the alarm stays for a background that has died.
 */
const ALARM_AT_LEAST_MS = 30_000;

const sync = alarm(SYNC);
const listeners: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export const wakeUp: WakeUp = {
  async set(at) {
    clearTimeout(timer);
    const inMs = at === undefined ? Number.POSITIVE_INFINITY : at - Date.now();
    if (inMs <= ALARM_AT_LEAST_MS) timer = setTimeout(onTimer, Math.max(inMs, 0));
    await sync.set(at);
  },
};
export const clipboardAlarm = alarm(CLEAR_CLIPBOARD);
export const onClipboardAlarm = onAlarm(CLEAR_CLIPBOARD);

export function onWakeUp(listener: () => void): void {
  listeners.push(listener);
  onAlarm(SYNC)(listener);
}

function onTimer(): void {
  for (const listener of listeners) listener();
}

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
