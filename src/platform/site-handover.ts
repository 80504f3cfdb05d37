/**
 * Hands a site or an address from the popup to the manager through `storage.session`. The manager's
 * address would be written into the browser's history.
 */
import type { Origin } from '../domain/site';
import { browser } from './extension-api';

export const SITE_KEY = 'siteForNewProfile';
const ADDRESS = 'addressToExplain';

/** The site for a new profile. */
export function handOverSite(origin: Origin): Promise<void> {
  return browser.storage.session.set({ [SITE_KEY]: origin });
}

/** Removes the value: a second call returns undefined. */
export async function takeSite(): Promise<Origin | undefined> {
  // Cast: only `handOverSite` stores under this key.
  return (await take(SITE_KEY)) as Origin | undefined;
}

/** The address that the user wants explained. */
export function handOverAddress(address: string): Promise<void> {
  return browser.storage.session.set({ [ADDRESS]: address });
}

/** Removes the value: a second call returns undefined. */
export async function takeAddress(): Promise<string | undefined> {
  // Cast: only `handOverAddress` stores under this key.
  return (await take(ADDRESS)) as string | undefined;
}

async function take(key: string): Promise<unknown> {
  const { [key]: value } = await browser.storage.session.get(key);
  await browser.storage.session.remove(key);
  return value;
}
