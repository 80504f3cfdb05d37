/**
 * Notifications of the system. The browser's permission is the setting: the browser stores it, asks
 * the user for it and lets the user revoke it.
 */
import type { Permissions } from 'webextension-polyfill';
import type { Notifier } from '../app/ports';
import { browser } from './extension-api';
import { text } from './texts';

const PERMISSION: Permissions.Permissions = { permissions: ['notifications'] };

export const notifier: Notifier = {
  isAllowed: areNotificationsAllowed,

  async tellDue() {
    await browser.notifications.create('due', {
      type: 'basic',
      iconUrl: browser.runtime.getURL('icons/key-128.png'),
      title: 'Keybearer',
      // Names no profile and no site: systems store notifications and show them on lock screens.
      message: text('notificationDue'),
    });
  },
};

export function areNotificationsAllowed(): Promise<boolean> {
  return browser.permissions.contains(PERMISSION);
}

/** Must be called in the tick of the user's click. @returns whether they are allowed afterwards. */
export function allowNotifications(): Promise<boolean> {
  return browser.permissions.request(PERMISSION).catch(() => false);
}

/** @returns whether they are allowed afterwards. */
export async function giveUpNotifications(): Promise<boolean> {
  await browser.permissions.remove(PERMISSION);
  return false;
}
