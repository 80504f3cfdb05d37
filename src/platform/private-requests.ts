/**
 * Tells whether a request comes from a private window. Such requests are never recorded.
 *
 * Firefox says so with the request. In Chromium only the tab says so, and a request without a tab may
 * be private unless it is our own. Without the user's permission we see no private request at all.
 */
import { browser } from './extension-api';

interface Asked {
  readonly tabId: number;
  readonly incognito?: boolean | undefined;
  /** In Chromium. */
  readonly initiator?: string;
}

/** Cached: a change restarts the extension. */
let allowed: Promise<boolean> | undefined;
let isNeverThere: boolean | undefined;

/** @returns no promise if the answer is known, which it nearly always is. */
export function isPrivateRequest(asked: Asked): boolean | Promise<boolean> {
  const { tabId, incognito, initiator } = asked;
  if (incognito !== undefined) return incognito;
  // The background serves both kinds of windows; its own requests belong to neither.
  if (initiator !== undefined && browser.runtime.getURL('/') === `${initiator}/`) return false;
  return isNeverThere ? false : isPrivateTab(tabId);
}

async function isPrivateTab(tabId: number): Promise<boolean> {
  allowed ??= browser.extension.isAllowedIncognitoAccess();
  isNeverThere = !(await allowed);
  if (isNeverThere) return false;
  const tab = tabId === -1 ? undefined : await browser.tabs.get(tabId).catch(() => undefined);
  // In doubt a request counts as private.
  return tab?.incognito ?? true;
}
