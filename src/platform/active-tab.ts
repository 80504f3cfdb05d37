/** The tab that the popup was opened over. `activeTab` lets us see its address. */
import { browser } from './extension-api';

export interface ActiveTab {
  readonly id: number | undefined;
  readonly url: string | undefined;
  /** Whether it is in a private window; we see those only with the user's permission. */
  readonly isPrivate: boolean;
}

export async function readActiveTab(): Promise<ActiveTab> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { id: tab?.id, url: tab?.url, isPrivate: tab?.incognito === true };
}

export function reloadTab(id: number): Promise<void> {
  return browser.tabs.reload(id);
}

/** Needs no permission. @returns a function that stops listening. */
export function onTabLoading(id: number, listener: () => void): () => void {
  const onUpdated = (tabId: number, { status }: { readonly status?: string | undefined }) => {
    if (tabId === id && status === 'loading') listener();
  };
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => browser.tabs.onUpdated.removeListener(onUpdated);
}

/** Bypasses the browser's cache and the page's service worker. */
export function reloadTabAnew(id: number): Promise<void> {
  return browser.tabs.reload(id, { bypassCache: true });
}
