/** The tab the popup was opened over; `activeTab` lets us see its address from then on. */
import { browser } from './extension-api';

export interface ActiveTab {
  readonly id: number | undefined;
  readonly url: string | undefined;
  /** Whether it is in a private window, where we are only if the user has allowed it. */
  readonly isPrivate: boolean;
}

export async function readActiveTab(): Promise<ActiveTab> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { id: tab?.id, url: tab?.url, isPrivate: tab?.incognito === true };
}

export function reloadTab(id: number): Promise<void> {
  return browser.tabs.reload(id);
}

/** Past the browser's cache, and past a service worker of the page. */
export function reloadTabAnew(id: number): Promise<void> {
  return browser.tabs.reload(id, { bypassCache: true });
}
