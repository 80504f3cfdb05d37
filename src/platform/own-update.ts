/** New versions of this extension and of the browser, and the browser's own start. */
import type { OwnUpdate } from '../app/ports';
import { browser } from './extension-api';

export const ownUpdate: OwnUpdate = {
  apply: () => browser.runtime.reload(),
};

/**
 * @param listener - Called when a downloaded version waits. While there is a listener, the browser
 * installs it only at its own next start.
 */
export function onUpdateWaiting(listener: () => void): void {
  browser.runtime.onUpdateAvailable.addListener(listener);
}

/** @param listener - Called when the browser starts, which would not start the background otherwise. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}

/** @param listener - Called once after the installation, and never after an update, a reload or a start. */
export function onFirstInstalled(listener: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') listener();
  });
}

/** @param listener - Called once after an update of the extension or the browser. */
export function onUpdated(listener: (what: 'update' | 'browser-update') => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    // The browsers use different words; the polyfill has types for Firefox's only.
    const isBrowser = reason === 'browser_update' || (reason as string) === 'chrome_update';
    if (isBrowser) listener('browser-update');
    else if (reason === 'update') listener('update');
  });
}
