/**
 * The sites next door to a page without a profile: the same host on another port or protocol, or
 * another subdomain. The popup offers their profiles there. Pure.
 */
import type { Profile } from './profile';
import { isOneOwner } from './same-owner';
import { isPlainHttp, type Origin } from './site';

type SitedProfile = Pick<Profile, 'sites'> & { readonly production?: Profile['production'] };

export type Distance = 'port' | 'protocol' | 'subdomain';

export interface NearSite<P extends SitedProfile = SitedProfile> {
  readonly origin: Origin;
  readonly distance: Distance;
  readonly profiles: readonly P[];
}

/** The same host first. Empty if the page is plain http: others on the network can write it. */
export function nearSites<P extends SitedProfile>(
  profiles: readonly P[],
  page: Origin,
): readonly NearSite<P>[] {
  if (!mayBeOffered(page)) return [];
  // One click would take a production credential to another site.
  const offered = profiles.filter(({ production }) => !production);
  const origins = new Set(offered.flatMap(({ sites }) => sites.map(({ origin }) => origin)));
  const near = [...origins].flatMap((origin) => {
    const distance = distanceOf(origin, page);
    if (!distance) return [];
    return [{ origin, distance, profiles: offered.filter((each) => hasSite(each, origin)) }];
  });
  const isSameHost = ({ distance }: NearSite) => distance !== 'subdomain';
  return [...near.filter(isSameHost), ...near.filter((each) => !isSameHost(each))];
}

/** Whether a page may get an offer at all: it is https, or on this computer. */
export function mayBeOffered(page: Origin): boolean {
  return !isPlainHttp(new URL(page));
}

function distanceOf(site: Origin, page: Origin): Distance | undefined {
  if (site === page) return undefined;
  const [there, here] = [new URL(site), new URL(page)];
  if (there.hostname === here.hostname) {
    return there.protocol === here.protocol ? 'port' : 'protocol';
  }
  return isOneOwner(there.hostname, here.hostname) ? 'subdomain' : undefined;
}

function hasSite({ sites }: SitedProfile, origin: Origin): boolean {
  return sites.some((site) => site.origin === origin);
}
