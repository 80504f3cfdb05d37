/**
 * Hands a site or an address from the popup to the manager through `storage.session`. The manager's
 * address would be written into the browser's history, and other pages could make one up.
 */
import type { Origin } from '../domain/site';
import { handOver } from './page-storage';

export const SITE_KEY = 'siteForNewProfile';
export const ADDRESS_KEY = 'addressToExplain';

/** The page that the user came from: the first site of a new profile, and the way back. */
export interface HandOver {
  readonly site: Origin;
  /** The tab that shows the page. Absent: the user came from the manager itself. */
  readonly fromTab?: number;
  /** The manager's tab was open before, so it stays open afterwards. */
  readonly keepsManager?: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** @param fromTab - The tab to show again once the profile is saved. */
export function handOverSite(site: Origin, fromTab?: number): Promise<void> {
  const handed: HandOver = { site, at: Date.now(), ...(fromTab !== undefined && { fromTab }) };
  return handOver(SITE_KEY, handed);
}

/** The address that the user wants explained. */
export function handOverAddress(address: string): Promise<void> {
  return handOver(ADDRESS_KEY, address);
}
