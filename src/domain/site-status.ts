/**
 * Whether the picked profile has a header for an origin, or the first reason why no header goes
 * there. Popup, toolbar, the manager's list and `explain` decide by this function. The vault is open.
 */
import { sentAt } from './extras';
import type { Extras, Picks } from './picks';
import type { HeaderSpec, Profile } from './profile';
import type { Settings } from './settings';
import { type Origin, placementsAt } from './site';

/** The part of a profile that decides; a `ProfileSummary` has it too. */
export type SiteProfile = Pick<Profile, 'id' | 'sites' | 'isExtra'> & {
  readonly headers: readonly Pick<HeaderSpec, 'paths' | 'isOff'>[];
};

/** An `OpenState` has these facts too. */
export interface SiteFacts<P extends SiteProfile = SiteProfile> {
  readonly settings: Pick<Settings, 'paused'>;
  readonly picks: Picks;
  readonly extras: Extras;
  readonly profiles: readonly P[];
  /** The origins on which the browser lets Keybearer work; see `isAllowed`. */
  readonly allowed: readonly Origin[];
}

export type SiteProblem =
  | { readonly cause: 'paused' }
  /** No profile has this site; `near` is a site of the same host on another port or protocol. */
  | { readonly cause: 'no-profile'; readonly near?: Origin }
  /** No profile is picked. */
  | { readonly cause: 'off' }
  /** The headers of the picked profile are all for paths of its other sites. */
  | { readonly cause: 'no-header-here' }
  /** The headers of the picked profile that are for this site are switched off. */
  | { readonly cause: 'headers-off' }
  | { readonly cause: 'not-allowed'; readonly origin: Origin };

export type SiteStatus<P extends SiteProfile = SiteProfile> = { readonly profile: P } | SiteProblem;

export function siteStatus<P extends SiteProfile>(
  facts: SiteFacts<P>,
  origin: Origin,
): SiteStatus<P> {
  const { settings, picks, profiles, allowed } = facts;
  if (settings.paused) return { cause: 'paused' };
  const picked = profiles.find(({ id }) => id === picks[origin]);
  if (!picked || !hasSite(picked, origin)) {
    if (profiles.some((profile) => hasSite(profile, origin))) return { cause: 'off' };
    const near = siteOfSameHost(profiles, origin);
    return { cause: 'no-profile', ...(near && { near }) };
  }
  // An extra may have a header here where the picked profile has none.
  const isSent = sentAt(facts, origin).some((each) => headersAt(origin, each).some(isOn));
  if (isSent && !isAllowed(origin, allowed)) return { cause: 'not-allowed', origin };
  const here = headersAt(origin, picked);
  if (here.length === 0) return { cause: 'no-header-here' };
  return here.some(isOn) ? { profile: picked } : { cause: 'headers-off' };
}

/** Whether only the picked profile sends nothing: the extras beside it do. */
export function isOfPicked({ cause }: SiteProblem): boolean {
  return cause === 'no-header-here' || cause === 'headers-off';
}

function headersAt(origin: Origin, { headers, sites }: SiteProfile): SiteProfile['headers'] {
  return headers.filter(({ paths }) => placementsAt(origin, sites, paths).length > 0);
}

function isOn({ isOff }: Pick<HeaderSpec, 'isOff'>): boolean {
  return !isOff;
}

/** Whether one of the allowed origins has the same protocol and host: a host permission has no port. */
export function isAllowed(origin: string, allowed: readonly Origin[]): boolean {
  // Compared as text first: hundreds of origins are not parsed for each other.
  if (allowed.some((each) => each === origin)) return true;
  const { protocol, hostname } = URL.parse(origin) ?? {};
  return allowed.some((each) => {
    const known = URL.parse(each);
    return known?.protocol === protocol && known?.hostname === hostname;
  });
}

function hasSite({ sites }: SiteProfile, origin: Origin): boolean {
  return sites.some((site) => site.origin === origin);
}

function siteOfSameHost(profiles: readonly SiteProfile[], origin: Origin): Origin | undefined {
  const host = URL.parse(origin)?.hostname;
  if (!host) return undefined;
  const origins = profiles.flatMap(({ sites }) => sites.map((site) => site.origin));
  return origins.find((each) => URL.parse(each)?.hostname === host);
}
