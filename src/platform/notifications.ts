/**
 * Notifications of the system. The permission for them is the setting: the browser keeps it, asks for
 * it, and lets the user take it back.
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
      // Neither profile nor site: systems keep what they show, on the disk and on lock screens.
      message: text('notificationDue'),
    });
  },
};

export function areNotificationsAllowed(): Promise<boolean> {
  return browser.permissions.contains(PERMISSION);
}

/** Must be called in the very tick of a user's click. @returns whether they are allowed then. */
export function allowNotifications(): Promise<boolean> {
  return browser.permissions.request(PERMISSION).catch(() => false);
}

/** @returns whether they are allowed then. */
export async function giveUpNotifications(): Promise<boolean> {
  await browser.permissions.remove(PERMISSION);
  return false;
}
