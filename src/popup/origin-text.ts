/** Words for sites in the popup. */
import type { ProfileSummary } from '../domain/app-state';
import type { Origin } from '../domain/site';

/** The host of an https origin; the whole origin for http. */
export function originText(origin: Origin): string {
  const { protocol, host } = new URL(origin);
  return protocol === 'https:' ? host : origin;
}

export function apisText({ sites }: ProfileSummary): string {
  return [...new Set(sites.map(({ origin }) => originText(origin)))].join(', ');
}
