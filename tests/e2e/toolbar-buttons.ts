/** What the toolbar button shows, asked of the browser. */
import type { World } from './harness';

export interface Button {
  /** Empty if the browser does not tell it to the extension. */
  readonly url: string;
  readonly isPrivate: boolean;
  readonly badge: string;
  readonly title: string;
}

/** The button of each tab that the extension sees. */
export function buttonsOfTabs({ browser }: Pick<World, 'browser'>): Promise<Button[]> {
  return browser.inBackground(async () => {
    const tabs = await chrome.tabs.query({});
    return Promise.all(
      tabs.map(async ({ id: tabId, url = '', incognito: isPrivate }) => ({
        url,
        isPrivate,
        badge: await chrome.action.getBadgeText({ tabId }),
        title: await chrome.action.getTitle({ tabId }),
      })),
    );
  });
}

/** The button of every tab that has none of its own, which Chromium may keep on the disk. */
export async function buttonOfAll({ browser }: Pick<World, 'browser'>): Promise<string[]> {
  return browser.inBackground(async () => [
    await chrome.action.getBadgeText({}),
    await chrome.action.getTitle({}),
  ]);
}
