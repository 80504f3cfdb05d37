/** Opens a site in a tab. */
import type { Origin } from '../domain/site';
import { browser } from './extension-api';

/** Opens the start of the site. */
export async function openSite(origin: Origin): Promise<void> {
  await browser.tabs.create({ url: `${origin}/` });
}
