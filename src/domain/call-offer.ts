/**
 * The refused call that the popup offers to allow: the page over which it is open has called an API,
 * and its profile does not let that page send the header. Pure.
 *
 * Any page can provoke refused calls, so a page of another owner gets no offer.
 */
import type { SeenHere } from './activity';
import type { OpenState, ProfileSummary } from './app-state';
import type { Call } from './call';
import { mayBeOffered } from './near-sites';
import { isOneOwner } from './same-owner';
import { isLoopback, isPlainHttp, type Origin } from './site';

export interface CallOffer {
  readonly call: Call;
  /** The profile that is picked on the API's site. */
  readonly profile: ProfileSummary;
}

interface PageInTab {
  readonly tabId: number;
  readonly page: Origin;
}

/** @returns the newest refused call that may be offered. */
export function callOffer(
  { profiles, picks, declinedCalls }: Pick<OpenState, 'profiles' | 'picks' | 'declinedCalls'>,
  seen: SeenHere,
  { tabId, page }: PageInTab,
): CallOffer | undefined {
  const offers = Object.values(seen)
    .filter((entry) => entry.tabId === tabId)
    .toSorted((a, b) => b.at - a.at)
    .flatMap(({ verdict, type, origin: site, profileId }) => {
      // A caller's frames and forms carry nothing, so allowing it would not help.
      if (type === 'main_frame' || type === 'sub_frame') return [];
      if (verdict.cause !== 'foreign-initiator' || verdict.initiator !== page) return [];
      const profile = profiles.find(({ id }) => id === profileId);
      const call: Call = { caller: page, site };
      if (!profile || picks[site] !== profileId || isCaller(profile, page)) return [];
      if (!mayCall(call) || declinedCalls.some((each) => isSameCall(each, call))) return [];
      return [{ call, profile }];
    });
  return offers[0];
}

/**
 * Whether a profile names the host of a page, on any port: rules do not tell ports apart. A page of
 * plain http, which others on the network can write, is named only by an origin of plain http.
 */
export function isCaller(
  { sites, callers }: Pick<ProfileSummary, 'sites' | 'callers'>,
  page: Origin,
): boolean {
  const here = new URL(page);
  const own = [...sites.map(({ origin }) => origin), ...callers].map((origin) => new URL(origin));
  return own.some(
    (url) => url.hostname === here.hostname && (isPlainHttp(url) || !isPlainHttp(here)),
  );
}

function mayCall({ caller, site }: Call): boolean {
  const [page, api] = [new URL(caller).hostname, new URL(site).hostname];
  return mayBeOffered(caller) && (isLoopback(page) || isOneOwner(page, api));
}

/** The port of a page is another each day on a developer's computer; the user has said No to the host. */
function isSameCall(one: Call, other: Call): boolean {
  return one.site === other.site && new URL(one.caller).hostname === new URL(other.caller).hostname;
}
