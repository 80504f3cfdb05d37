/**
 * What the popup is opened over, on its way to the manager: through `storage.session` and not through
 * the manager's address, which the browser writes into its history.
 */
import type { Origin } from '../domain/site';
import { browser } from './extension-api';

export const SITE_KEY = 'siteForNewProfile';
const ADDRESS = 'addressToExplain';

/** The site that a profile is wanted for. */
export function handOverSite(origin: Origin): Promise<void> {
  return browser.storage.session.set({ [SITE_KEY]: origin });
}

/** @returns it once. */
export async function takeSite(): Promise<Origin | undefined> {
  // Cast: only `handOverSite` stores under this key.
  return (await take(SITE_KEY)) as Origin | undefined;
}

/** The address that the user asks about. */
export function handOverAddress(address: string): Promise<void> {
  return browser.storage.session.set({ [ADDRESS]: address });
}

/** @returns it once. */
export async function takeAddress(): Promise<string | undefined> {
  // Cast: only `handOverAddress` stores under this key.
  return (await take(ADDRESS)) as string | undefined;
}

async function take(key: string): Promise<unknown> {
  const { [key]: value } = await browser.storage.session.get(key);
  await browser.storage.session.remove(key);
  return value;
}
