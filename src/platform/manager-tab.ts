/** Opens the full-tab page, which lives on where a popup dies. */
import { browser } from './extension-api';

const MANAGER = 'src/manager/manager.html';

/** @param hash - Where in the manager: `#/profile/new?site=…`. */
export async function openManager(hash = ''): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`${MANAGER}${hash}`) });
}
