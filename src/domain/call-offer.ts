/**
 * The refused call that the popup offers to allow: the page over which it is open has called an API,
 * and its profile does not let that page send the header. Pure.
 *
 * Any page can provoke refused calls, so a page of another owner gets no offer.
 */
import type { SeenHere } from './activity';
import type { Call } from './call';
import { isCaller } from './is-caller';
import { mayBeOffered } from './near-sites';
import type { Picks } from './picks';
import type { Profile } from './profile';
import { isOneOwner } from './same-owner';
import { isLoopback, type Origin } from './site';

type CallableProfile = Pick<Profile, 'id' | 'sites' | 'callers'>;

interface CallFacts<P extends CallableProfile> {
  readonly profiles: readonly P[];
  readonly picks: Picks;
  readonly declinedCalls: readonly Call[];
}

export interface CallOffer<P extends CallableProfile = CallableProfile> {
  readonly call: Call;
  /** The profile that is picked on the API's site. */
  readonly profile: P;
}

interface PageInTab {
  readonly tabId: number;
  readonly page: Origin;
}

/** @returns the newest refused call that may be offered. */
export function callOffer<P extends CallableProfile>(
  { profiles, picks, declinedCalls }: CallFacts<P>,
  seen: SeenHere,
  { tabId, page }: PageInTab,
): CallOffer<P> | undefined {
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

function mayCall({ caller, site }: Call): boolean {
  const [page, api] = [new URL(caller).hostname, new URL(site).hostname];
  return mayBeOffered(caller) && (isLoopback(page) || isOneOwner(page, api));
}

/** Ports of the page do not count: a developer's server gets a new one often. */
function isSameCall(one: Call, other: Call): boolean {
  return one.site === other.site && new URL(one.caller).hostname === new URL(other.caller).hostname;
}
