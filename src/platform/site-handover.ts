/**
 * The site that the popup wants a profile for, on its way to the manager: through
 * `storage.session` and not through the manager's address, which the browser writes into its
 * history.
 */
import type { Origin } from '../domain/site';
import { browser } from './extension-api';

const KEY = 'siteForNewProfile';

export function handOverSite(origin: Origin): Promise<void> {
  return browser.storage.session.set({ [KEY]: origin });
}

/** @returns it once. */
export async function takeSite(): Promise<Origin | undefined> {
  const { [KEY]: origin } = await browser.storage.session.get(KEY);
  await browser.storage.session.remove(KEY);
  // Cast: only `handOverSite` stores under this key.
  return origin as Origin | undefined;
}
