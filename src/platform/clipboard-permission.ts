/** The permission to read the clipboard. The browser stores it, and the user can revoke it there. */
import type { Permissions } from 'webextension-polyfill';
import { browser } from './extension-api';

const PERMISSION: Permissions.Permissions = { permissions: ['clipboardRead', 'clipboardWrite'] };

export function mayClearClipboard(): Promise<boolean> {
  return browser.permissions.contains(PERMISSION);
}

/**
 * Must be called in the tick of the user's click. In Chrome the prompt closes the popup, so no code
 * there may depend on the promise: `onPermissionsChanged` tells the background.
 *
 * @returns whether the permission is granted afterwards.
 */
export function allowClearingClipboard(): Promise<boolean> {
  return browser.permissions.request(PERMISSION).catch(() => false);
}
