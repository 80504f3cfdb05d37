/** Matches the hosts that the browser has granted with the profiles that name them. Pure. */
import type { HeaderSummary, ProfileSummary } from './app-state';
import { EVERY_HOST, isExact, isMatch, type Pattern, parsePattern } from './match-pattern';
import type { Origin } from './site';

/** Why a profile names a host: as its site, as a page that may call, or as a server of its tokens. */
export const HOST_USES = ['site', 'caller', 'token'] as const;
export type HostUse = (typeof HOST_USES)[number];

export interface NamedBy {
  readonly profile: ProfileSummary;
  readonly uses: readonly HostUse[];
}

export interface GrantedHost {
  /** In the spelling of the browser's patterns: `*` is every host, `*.example.com` has its subdomains. */
  readonly host: string;
  readonly patterns: readonly string[];
  /** Empty: no profile names the host. */
  readonly namedBy: readonly NamedBy[];
}

export interface MissingHost {
  readonly host: string;
  readonly origins: readonly [Origin, ...Origin[]];
  readonly namedBy: readonly NamedBy[];
}

/**
 * @param patterns - As the browser lists them.
 * @returns the hosts in order. A host has two entries if profiles name it by one protocol only.
 */
export function grantedHosts(
  patterns: readonly string[],
  profiles: readonly ProfileSummary[],
): readonly GrantedHost[] {
  if (patterns.length === 0) return [];
  const find = finderOf(namingsOf(profiles, () => true));
  const hosts = new Map<string, { host: string; patterns: string[]; namings: Naming[] }>();
  for (const pattern of patterns) {
    const parsed = parsePattern(pattern);
    if (!parsed) continue;
    const namings = find(parsed);
    const key = `${parsed.host} ${namings.length > 0}`;
    const entry = hosts.get(key) ?? { host: parsed.host, patterns: [], namings: [] };
    entry.patterns.push(pattern);
    entry.namings.push(...namings);
    hosts.set(key, entry);
  }
  return [...hosts.values()]
    .map(({ host, patterns, namings }) => ({ host, patterns, namedBy: byProfile(namings) }))
    .sort((one, other) => compareText(one.host, other.host));
}

/**
 * The hosts that no profile names as a site, a caller or a token server. A header that is switched off
 * still names its token server; an unsaved form and the bin name nothing. All sites are left out: the
 * user has granted them in the browser's own settings.
 */
export function unneededHosts(
  patterns: readonly string[],
  profiles: readonly ProfileSummary[],
): readonly GrantedHost[] {
  return grantedHosts(patterns, profiles).filter(
    ({ host, namedBy }) => namedBy.length === 0 && host !== EVERY_HOST,
  );
}

/** The hosts that profiles need and that no pattern covers. */
export function missingHosts(
  patterns: readonly string[],
  profiles: readonly ProfileSummary[],
): readonly MissingHost[] {
  const isCovered = coverOf(patterns);
  const missing = namingsOf(profiles, isOn).filter((naming) => !isCovered(naming));
  return [...grouped(missing, ({ hostname }) => hostname)]
    .map(([host, namings]) => {
      const origins = [...new Set(namings.map(({ origin }) => origin))];
      // Cast: no entry is made without a naming.
      const some = origins as unknown as MissingHost['origins'];
      return { host, origins: some, namedBy: byProfile(namings) };
    })
    .sort((one, other) => compareText(one.host, other.host));
}

/** The profiles that lose a host if these patterns are given back and no other one covers it. */
export function losing(
  given: readonly string[],
  patterns: readonly string[],
  profiles: readonly ProfileSummary[],
): readonly NamedBy[] {
  const isCovered = coverOf(given);
  const staysCovered = coverOf(patterns.filter((pattern) => !given.includes(pattern)));
  const namings = namingsOf(profiles, isOn);
  return byProfile(namings.filter((each) => isCovered(each) && !staysCovered(each)));
}

interface Naming {
  readonly profile: ProfileSummary;
  readonly use: HostUse;
  readonly origin: Origin;
  /** Without the colon. */
  readonly protocol: string;
  readonly hostname: string;
}

function isOn({ isOff }: HeaderSummary): boolean {
  return !isOff;
}

/** @param counts - Whether the token servers of a header count. */
function namingsOf(
  profiles: readonly ProfileSummary[],
  counts: (header: HeaderSummary) => boolean,
): readonly Naming[] {
  return profiles.flatMap((profile) => {
    const named = (use: HostUse, origins: readonly Origin[]) =>
      origins.flatMap((origin) => {
        const url = URL.parse(origin);
        if (!url) return [];
        const { protocol, hostname } = url;
        return [{ profile, use, origin, protocol: protocol.slice(0, -1), hostname }];
      });
    const tokens = profile.headers.filter(counts).flatMap(({ tokenOrigins }) => tokenOrigins);
    const sites = profile.sites.map(({ origin }) => origin);
    return [
      ...named('site', sites),
      ...named('caller', profile.callers),
      ...named('token', tokens),
    ];
  });
}

/** Looks hosts up by name: a vault may have thousands of profiles, and the browser as many patterns. */
function finderOf(namings: readonly Naming[]): (pattern: Pattern) => readonly Naming[] {
  const byHost = grouped(namings, ({ hostname }) => hostname);
  return (pattern) => {
    const candidates = isExact(pattern) ? (byHost.get(pattern.host) ?? []) : namings;
    return candidates.filter((naming) => isMatch(pattern, naming));
  };
}

function coverOf(patterns: readonly string[]): (naming: Naming) => boolean {
  const parsed = patterns.flatMap((pattern) => parsePattern(pattern) ?? []);
  const exact = grouped(parsed.filter(isExact), ({ host }) => host);
  const wild = parsed.filter((pattern) => !isExact(pattern));
  return (naming) =>
    [...(exact.get(naming.hostname) ?? []), ...wild].some((pattern) => isMatch(pattern, naming));
}

function byProfile(namings: readonly Naming[]): readonly NamedBy[] {
  return [...grouped(namings, ({ profile }) => profile)].map(([profile, of]) => ({
    profile,
    uses: HOST_USES.filter((use) => of.some((each) => each.use === use)),
  }));
}

function grouped<T, K>(all: readonly T[], keyOf: (each: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
