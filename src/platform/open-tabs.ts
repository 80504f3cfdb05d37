/** The sites that tabs show. The browser tells only addresses of sites that the user has allowed. */
import type { OpenTab, OpenTabs } from '../app/ports';
import { cutAddress } from '../domain/seen-request';
import { originOfPage } from '../domain/site';
import { browser } from './extension-api';

export const openTabs: OpenTabs = {
  async all() {
    const tabs = await browser.tabs.query({});
    return tabs.flatMap(({ id, url }) => (id === undefined ? [] : [tabOf(id, url)]));
  },

  async shown() {
    const tabs = await browser.tabs.query({});
    return tabs.flatMap(({ id, url, incognito }) => {
      const origin = originOfPage(url && cutAddress(url));
      return id !== undefined && origin ? [{ id, origin, isPrivate: incognito }] : [];
    });
  },

  async keepLoaded(tabId, isKept) {
    // Firefox does not need it, and older versions refuse the property.
    await browser.tabs.update(tabId, { autoDiscardable: !isKept }).catch(() => undefined);
  },
};

function tabOf(id: number, url: string | undefined): OpenTab {
  return { id, origin: originOfPage(url && cutAddress(url)) };
}

/**
 * @param listener - Called when a tab begins to show a page, or has loaded it. Before it reports
 * `loading` for the last time, the browser removes the tab's own toolbar button (measured).
 */
export function onTabChanged(listener: (tab: OpenTab, isReset: boolean) => void): void {
  browser.tabs.onUpdated.addListener((tabId, { status, url: next }, { url }) => {
    if (!status && !next) return;
    listener(tabOf(tabId, url), status === 'loading');
  });
}

/** @param listener - Called when a tab opens an address of an allowed site. */
export function onTabShown(listener: () => void): void {
  browser.tabs.onUpdated.addListener((_, { url }) => {
    if (originOfPage(url && cutAddress(url))) listener();
  });
}

/** @param listener - Called when a tab is closed. */
export function onTabClosed(listener: (tabId: number, withWindow: boolean) => void): void {
  browser.tabs.onRemoved.addListener((tabId, { isWindowClosing }) => {
    listener(tabId, isWindowClosing);
  });
}

/** @param listener - Called when a tab gets another id: Chromium does so when it unloads a tab to save memory. */
export function onTabRenamed(listener: (before: number, after: number) => void): void {
  browser.tabs.onReplaced.addListener((after, before) => listener(before, after));
}

export interface ShownPage {
  readonly tabId: number;
  /** Undefined for a site that the user has not allowed. */
  readonly url: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** @param listener - Called when a tab has loaded a page or a page has changed its address. */
export function onPageShown(listener: (page: ShownPage) => void): void {
  browser.tabs.onUpdated.addListener((tabId, { status }, { url, incognito }) => {
    if (status !== 'complete' || incognito) return;
    listener({ tabId, url: url && cutAddress(url), at: Date.now() });
  });
}
