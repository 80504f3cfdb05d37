/**
 * Whether a request comes from a private window: nothing of those is written down.
 *
 * Firefox says so with the request. Chromium does not: the tab does, and where there is none it cannot
 * be told, but of our own. As long as the user has not allowed us there, none is seen at all.
 */
import { browser } from './extension-api';

interface Asked {
  readonly tabId: number;
  readonly incognito?: boolean | undefined;
  /** Chromium's. */
  readonly initiator?: string;
}

/** Changing it starts the extension anew. */
let allowed: Promise<boolean> | undefined;
let isNeverThere: boolean | undefined;

/** @returns at once where that is known, as nearly always. */
export function isPrivateRequest(asked: Asked): boolean | Promise<boolean> {
  const { tabId, incognito, initiator } = asked;
  if (incognito !== undefined) return incognito;
  // The background works for both kinds of windows, and what it asks for itself is in neither.
  if (initiator !== undefined && browser.runtime.getURL('/') === `${initiator}/`) return false;
  return isNeverThere ? false : isPrivateTab(tabId);
}

async function isPrivateTab(tabId: number): Promise<boolean> {
  allowed ??= browser.extension.isAllowedIncognitoAccess();
  isNeverThere = !(await allowed);
  if (isNeverThere) return false;
  const tab = tabId === -1 ? undefined : await browser.tabs.get(tabId).catch(() => undefined);
  // What cannot be told counts as private.
  return tab?.incognito ?? true;
}
