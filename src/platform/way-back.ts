/** Shows a page of the web again, from a tab of ours. */
import { type Origin, originOfPage } from '../domain/site';
import { browser } from './extension-api';

/**
 * Brings a tab and its window to the front.
 *
 * @returns false if the tab is gone, or shows another site by now.
 */
export async function showTab(id: number, site: Origin): Promise<boolean> {
  try {
    const { url, windowId } = await browser.tabs.get(id);
    // The site is allowed by now. A hidden address is one of a site that is not: another page.
    if (originOfPage(url) !== site) return false;
    await browser.tabs.update(id, { active: true });
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

/** Only a tab that has shown nothing else: what the user has opened in it since stays. */
export async function closeOwnTabIfFresh(): Promise<void> {
  if (history.length > 1) return;
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
}
