/**
 * The one tab of the manager. Both browsers tell an extension the addresses of its own tabs without the
 * permission `tabs` (measured, docs/platform.md).
 */
import type { Tabs } from 'webextension-polyfill';
import { browser } from './extension-api';

const PAGE = 'src/manager/manager.html';

/** The query of the address that Firefox's *Options* opens: see `giveWay`. */
const OPTIONS_QUERY = '?options';

/**
 * Shows the tab that was in front last, or opens one.
 *
 * @param hash - The place to show, such as `#/profile/new`. Empty: the open tab stays where it is.
 * @param isPrivate - Whether one of our pages in a private window asks, which only Firefox has. It shows
 * tabs of that window only.
 */
export async function showManager(hash: string, isPrivate: boolean): Promise<void> {
  const page = browser.runtime.getURL(PAGE);
  for (const tab of await shownTabs(isPrivate)) {
    // Another fragment loads nothing anew; an address without one would.
    if (await bringToFront(tab, hash && `${page}${hash}`)) return;
  }
  const url = `${page}${hash}`;
  // An administrator may install us before there is a window.
  await browser.tabs.create({ url }).catch(() => browser.windows.create({ url }));
}

/**
 * Firefox opens *Options* in a tab of its own, even if the manager is open; Chromium shows the manager's
 * tab itself.
 *
 * @returns true if this tab was opened by *Options* and closes, since another one is in front now.
 */
export async function giveWay(): Promise<boolean> {
  if (location.search !== OPTIONS_QUERY) return false;
  const own = await browser.tabs.getCurrent();
  for (const tab of await shownTabs(own?.incognito === true)) {
    if (own?.id === undefined || tab.id === own.id || !(await bringToFront(tab))) continue;
    await browser.tabs.remove(own.id);
    return true;
  }
  history.replaceState(null, '', location.pathname);
  return false;
}

/** The last one in front comes first. */
async function shownTabs(isPrivate: boolean): Promise<readonly Tabs.Tab[]> {
  const [tabs, pages] = await Promise.all([
    browser.tabs.query({
      url: `${browser.runtime.getURL(PAGE)}*`,
      ...(isPrivate && { lastFocusedWindow: true }),
    }),
    browser.runtime.getContexts({ contextTypes: ['TAB'] }),
  ]);
  const living = new Set(pages.map(({ tabId }) => tabId));
  // A tab without a page shows an error of the browser, unless its page was only unloaded.
  return tabs
    .filter(({ id, discarded }) => discarded || (id !== undefined && living.has(id)))
    .filter(({ incognito }) => incognito === isPrivate)
    .sort((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0));
}

/** @returns false if the tab was closed meanwhile. */
async function bringToFront({ id, windowId }: Tabs.Tab, url?: string): Promise<boolean> {
  try {
    await browser.tabs.update(id, { active: true, ...(url && { url }) });
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}
