/** The profiles that are in force on each origin. Pure. */
import type { Profile, ProfileId } from './profile';
import type { Origin } from './site';

/** An origin with neither an identity nor extras has no entry. */
export interface SitePick {
  /** The user on this origin. Absent: off, unless `extrasAlone`. */
  readonly identity?: ProfileId;
  /** Profiles whose headers are sent beside those of the identity. Off keeps them, and sends none. */
  readonly extras: readonly ProfileId[];
  /** The extras are sent without an identity. Absent: no. */
  readonly extrasAlone?: true;
  /** The site is off from then on. Absent: no time is set. */
  readonly until?: PickEnd;
}

/** The end of a pick. It ends with the browser too: see `SessionFacts.start`. */
export interface PickEnd {
  /** Milliseconds since the Unix epoch. Absent: only with the browser. */
  readonly at?: number;
  /** When the user set it: milliseconds since the Unix epoch. */
  readonly setAt: number;
  /** The start of the browser in which it was set. */
  readonly start: string;
}

/** In the order in which the origins were picked last. */
export type SitePicks = Readonly<Record<Origin, SitePick | undefined>>;

/** One profile for each origin. No entry: off. */
export type Picks = Readonly<Record<Origin, ProfileId | undefined>>;

/** The extras that are on, also where the site is off and none of them is sent. */
export type Extras = Readonly<Record<Origin, readonly ProfileId[] | undefined>>;

export function identityAt(picks: SitePicks, origin: Origin): ProfileId | undefined {
  return Object.hasOwn(picks, origin) ? picks[origin]?.identity : undefined;
}

export function identitiesOf(picks: SitePicks): Picks {
  return Object.fromEntries(
    entriesOf(picks).flatMap(([origin, { identity }]) => (identity ? [[origin, identity]] : [])),
  );
}

export function extrasOf(picks: SitePicks): Extras {
  return Object.fromEntries(
    entriesOf(picks).flatMap(([origin, { extras }]) =>
      extras.length > 0 ? [[origin, extras]] : [],
    ),
  );
}

/** @returns the profiles that a pick sends, the identity first; none if it is off. */
export function sentBy({ identity, extras, extrasAlone }: SitePick): readonly ProfileId[] {
  if (identity) return [identity, ...extras];
  return extrasAlone ? extras : [];
}

/** @returns each origin with each profile that is sent there. */
export function sentPicks(picks: SitePicks): readonly (readonly [Origin, ProfileId])[] {
  return entriesOf(picks).flatMap(([origin, pick]) =>
    sentBy(pick).map((id) => [origin, id] as const),
  );
}

/** Turns an extra on or off. An origin that is off stays off, and an end stays. */
export function withExtra(
  picks: SitePicks,
  origin: Origin,
  extra: ProfileId,
  isOn: boolean,
): SitePicks {
  const all = new Map(entriesOf(picks));
  const pick = all.get(origin) ?? { extras: [] };
  const others = pick.extras.filter((id) => id !== extra);
  all.set(origin, withExtras(pick, isOn ? [...others, extra] : others));
  return ofEntries([...all]);
}

/** The extras that are on go to the origin without an identity. */
export function withExtrasAlone(picks: SitePicks, origin: Origin): SitePicks {
  const all = new Map(entriesOf(withIdentity(picks, origin, undefined)));
  const { extras } = all.get(origin) ?? { extras: [] };
  all.set(origin, withExtras({ extras, extrasAlone: true }, extras));
  return ofEntries([...all]);
}

/** On an origin that was off the extra goes alone, and no other extra comes back with it. */
function withUsedExtra(picks: SitePicks, origin: Origin, extra: ProfileId): SitePicks {
  const all = new Map(entriesOf(picks));
  const pick = all.get(origin) ?? { extras: [] };
  if (sentBy(pick).length > 0) return withExtra(picks, origin, extra, true);
  all.set(origin, { extras: [extra], extrasAlone: true });
  return ofEntries([...all]);
}

/** Picks a profile on these origins, or adds it there if it is an extra. */
export function withUsed(
  picks: SitePicks,
  { id, isExtra }: Pick<Profile, 'id' | 'isExtra'>,
  origins: readonly Origin[],
): SitePicks {
  if (!isExtra)
    return withIdentities(
      picks,
      origins.map((origin) => [origin, id] as const),
    );
  return origins.reduce((all, origin) => withUsedExtra(all, origin, id), picks);
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
 * The origins become those that were picked last, in this order, without an end. Of two identities for one
 * origin the later one counts.
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
      const { identity, ...rest } = pick;
      const isKept = identity !== undefined && identity !== profileId;
      const others = rest.extras.filter((id) => id !== profileId);
      return [origin, withExtras({ ...(isKept && { identity }), ...rest }, others)];
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

/** The end goes with the last that is sent. */
function withExtras(
  { extrasAlone, until, ...pick }: SitePick,
  extras: readonly ProfileId[],
): SitePick {
  const next = { ...pick, extras, ...(extrasAlone && extras.length > 0 && { extrasAlone }) };
  return { ...next, ...(until && sentBy(next).length > 0 && { until }) };
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
