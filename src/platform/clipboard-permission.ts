/** The leave to look at the clipboard: the browser keeps it, and lets the user take it back. */
import type { Permissions } from 'webextension-polyfill';
import { browser } from './extension-api';

const PERMISSION: Permissions.Permissions = { permissions: ['clipboardRead', 'clipboardWrite'] };

export function mayClearClipboard(): Promise<boolean> {
  return browser.permissions.contains(PERMISSION);
}

/**
 * Must be called in the very tick of a user's click. In Chrome the prompt closes the popup, so
 * nothing may depend on the promise there: `onPermissionsChanged` tells the background.
 *
 * @returns whether it is allowed then.
 */
export function allowClearingClipboard(): Promise<boolean> {
  return browser.permissions.request(PERMISSION).catch(() => false);
}
