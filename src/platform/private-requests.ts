/**
 * Whether a request comes from a private window: nothing of those is written down.
 *
 * Firefox says so with the request. Chromium does not: the tab does, and where there is none it cannot
 * be told. But as long as the user has not allowed us there, none is seen at all.
 */
import { browser } from './extension-api';

interface Asked {
  readonly tabId: number;
  readonly incognito?: boolean | undefined;
}

/** Changing it starts the extension anew. */
let allowed: Promise<boolean> | undefined;
let isNeverThere: boolean | undefined;

/** @returns at once where that is known, as nearly always. */
export function isPrivateRequest({ tabId, incognito }: Asked): boolean | Promise<boolean> {
  if (incognito !== undefined) return incognito;
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
