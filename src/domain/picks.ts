/** The profiles that are in force on each origin. Pure. */
import type { ProfileId } from './profile';
import type { Origin } from './site';

/** An origin with neither an identity nor extras has no entry. */
export interface SitePick {
  /** The user on this origin. Absent: off. */
  readonly identity?: ProfileId;
  /** Profiles whose headers are sent beside those of the identity. Empty so far. */
  readonly extras: readonly ProfileId[];
}

/** In the order in which the origins were picked last. */
export type SitePicks = Readonly<Record<Origin, SitePick | undefined>>;

/** The identities alone, as the pages know them. No entry: off. */
export type Picks = Readonly<Record<Origin, ProfileId | undefined>>;

export function identityAt(picks: SitePicks, origin: Origin): ProfileId | undefined {
  return Object.hasOwn(picks, origin) ? picks[origin]?.identity : undefined;
}

export function identitiesOf(picks: SitePicks): Picks {
  return Object.fromEntries(
    entriesOf(picks).flatMap(([origin, { identity }]) => (identity ? [[origin, identity]] : [])),
  );
}

/** The origin becomes the one that was picked last. */
export function withIdentity(
  picks: SitePicks,
  origin: Origin,
  identity: ProfileId | undefined,
): SitePicks {
  return withIdentities(picks, [[origin, identity]]);
}

/**
 * The origins become those that were picked last, in this order. Of two identities for one origin the
 * later one counts.
 */
export function withIdentities(
  picks: SitePicks,
  identities: readonly (readonly [Origin, ProfileId | undefined])[],
): SitePicks {
  const all = new Map(entriesOf(picks));
  for (const [origin, identity] of identities) {
    const { extras } = all.get(origin) ?? { extras: [] };
    // A key that is set again keeps its place.
    all.delete(origin);
    all.set(origin, { ...(identity && { identity }), extras });
  }
  return ofEntries([...all]);
}

/** Takes a profile out of force, everywhere or on the origins that `isLeft` names. */
export function withoutProfile(
  picks: SitePicks,
  profileId: string,
  isLeft: (origin: Origin) => boolean = () => true,
): SitePicks {
  return ofEntries(
    entriesOf(picks).map(([origin, pick]) => {
      if (!isLeft(origin)) return [origin, pick];
      const { identity, extras } = pick;
      const isKept = identity !== undefined && identity !== profileId;
      const others = extras.filter((id) => id !== profileId);
      return [origin, { ...(isKept && { identity }), extras: others }];
    }),
  );
}

export function toSitePicks(picks: Picks): SitePicks {
  return Object.fromEntries(
    Object.entries(picks).flatMap(([origin, identity]) =>
      identity ? [[origin, { identity, extras: [] }]] : [],
    ),
  );
}

type Entry = readonly [Origin, SitePick];

function ofEntries(entries: readonly Entry[]): SitePicks {
  const isUsed = ([, { identity, extras }]: Entry) => identity !== undefined || extras.length > 0;
  return Object.fromEntries(entries.filter(isUsed));
}

function entriesOf(picks: SitePicks): Entry[] {
  // Cast: the keys are origins, whose type `entries` loses, and no value is undefined.
  return Object.entries(picks) as unknown as Entry[];
}
