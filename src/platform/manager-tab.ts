/** Opens tabs: the full-tab page, which stays open when a popup would close, or a site. */
import type { Origin } from '../domain/site';
import { browser } from './extension-api';

const MANAGER = 'src/manager/manager.html';

/** @param hash - The place in the manager, such as `#/profile/new`. */
export async function openManager(hash = ''): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`${MANAGER}${hash}`) });
}

/** Opens the start of a site. */
export async function openSite(origin: Origin): Promise<void> {
  await browser.tabs.create({ url: `${origin}/` });
}
