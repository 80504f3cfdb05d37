/**
 * Hands a site or an address from the popup to the manager through `storage.session`. The manager's
 * address would be written into the browser's history.
 */
import type { Origin } from '../domain/site';
import { handOver, take } from './page-storage';

export const SITE_KEY = 'siteForNewProfile';
const ADDRESS = 'addressToExplain';

/** The site for a new profile. */
export function handOverSite(origin: Origin): Promise<void> {
  return handOver(SITE_KEY, origin);
}

/** Removes the value: a second call returns undefined. */
export async function takeSite(): Promise<Origin | undefined> {
  // Cast: only `handOverSite` stores under this key.
  return (await take(SITE_KEY)) as Origin | undefined;
}

/** The address that the user wants explained. */
export function handOverAddress(address: string): Promise<void> {
  return handOver(ADDRESS, address);
}

/** Removes the value: a second call returns undefined. */
export async function takeAddress(): Promise<string | undefined> {
  // Cast: only `handOverAddress` stores under this key.
  return (await take(ADDRESS)) as string | undefined;
}
