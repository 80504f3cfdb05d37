/** The props of all offers for a page without a profile. */
import type { SeenHere } from '../domain/activity';
import type { OpenState, ProfileSummary } from '../domain/app-state';
import type { ProfileId } from '../domain/profile';
import type { Origin } from '../domain/site';
import type { Ask, Send } from '../protocol/messages';

export interface PageOfferProps {
  /** Whole: it has every profile. */
  readonly state: OpenState;
  readonly page: Origin;
  readonly tabId: number | undefined;
  readonly seen: SeenHere;
  readonly send: Send;
  readonly ask: Ask;
  readonly onEdit: (profileId: ProfileId) => void;
  readonly onReload: () => void;
}

/** The host of an https origin; the whole origin for http. */
export function siteText(origin: Origin): string {
  const { protocol, host } = new URL(origin);
  return protocol === 'https:' ? host : origin;
}

export function apisText({ sites }: ProfileSummary): string {
  return [...new Set(sites.map(({ origin }) => siteText(origin)))].join(', ');
}

/** The sites of a profile, and the servers that give out its tokens. */
export function originsOf({ sites, headers }: ProfileSummary): readonly Origin[] {
  return [
    ...sites.map(({ origin }) => origin),
    ...headers.flatMap(({ tokenOrigins }) => tokenOrigins),
  ];
}
