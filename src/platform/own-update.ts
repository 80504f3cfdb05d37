/** New versions: of this extension, and of the browser under it. */
import type { OwnUpdate } from '../app/ports';
import { browser } from './extension-api';

export const ownUpdate: OwnUpdate = {
  apply: () => browser.runtime.reload(),
};

/**
 * @param listener - Called when a fetched version waits. As long as somebody listens, the browser
 * does not install it before its own next start.
 */
export function onUpdateWaiting(listener: () => void): void {
  browser.runtime.onUpdateAvailable.addListener(listener);
}

/** @param listener - Called once after either has been updated. */
export function onUpdated(listener: (what: 'update' | 'browser-update') => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    // Chrome's word and Firefox's; the polyfill types Firefox's only.
    const isBrowser = reason === 'browser_update' || (reason as string) === 'chrome_update';
    if (isBrowser) listener('browser-update');
    else if (reason === 'update') listener('update');
  });
}
