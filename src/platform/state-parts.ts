/**
 * A state of thousands of profiles in parts, so that a popup reads only what it shows first: the head
 * of the list, and everything about one origin. Pure.
 */
import type { AppState, OpenState, ProfileSummary } from '../domain/app-state';
import type { Picks } from '../domain/picks';
import type { Origin } from '../domain/site';

/** A state with at most that many profiles is not divided. */
export const WHOLE_UP_TO = 50;

/** The number of profiles in the head of a divided state: more than a popup has room for. */
export const HEAD_PROFILES = 20;

const PART_COUNT = 64;

/** The key of the head in `storage.session`; a state of few profiles is all head. */
export const STATE_KEY = 'state';

/** The key of the digests by which the state and its parts are compared. */
export const FINGERPRINTS = 'state-fingerprints';

export const partKey = (index: number): `state-part-${number}` => `state-part-${index}`;

export const PART_KEYS = Array.from({ length: PART_COUNT }, (_, index) => partKey(index));

/** Every profile with a site on one of the part's origins, and all picks on their origins. */
export interface Part {
  readonly profiles: readonly PlacedProfile[];
  readonly picks: Picks;
  readonly allowed: readonly Origin[];
}

/** A profile and its index in the whole list. */
type PlacedProfile = readonly [place: number, profile: ProfileSummary];

interface DividedState<S extends AppState> {
  /** The state without most of the profiles and without the picks on their origins. */
  readonly head: S;
  /** Indexed by `partOf`. Empty if the head is the whole state. */
  readonly parts: readonly Part[];
}

export function divide(state: OpenState): DividedState<OpenState>;
export function divide(state: AppState): DividedState<AppState>;
export function divide(state: AppState): DividedState<AppState> {
  if (state.vault !== 'unlocked' || state.profiles.length <= WHOLE_UP_TO)
    return { head: state, parts: [] };
  const { profiles } = state;
  const lots = Array.from({ length: PART_COUNT }, () => {
    return { profiles: [] as PlacedProfile[], origins: new Set<Origin>() };
  });
  for (const [place, profile] of profiles.entries()) {
    const origins = originsOf(profile);
    for (const index of new Set(origins.map(partOf))) {
      lots[index]?.profiles.push([place, profile]);
      for (const origin of origins) lots[index]?.origins.add(origin);
    }
  }
  // Cast: the keys of picks are origins, and `keys` loses their type.
  for (const origin of Object.keys(state.picks) as Origin[]) {
    lots[partOf(origin)]?.origins.add(origin);
  }
  const allowed = new Set(state.allowed);
  const picksOn = (origins: ReadonlySet<Origin>) => ({
    picks: Object.fromEntries(
      [...origins].flatMap((origin) => {
        const picked = state.picks[origin];
        return picked ? [[origin, picked]] : [];
      }),
    ),
    allowed: [...origins].filter((origin) => allowed.has(origin)),
  });
  const first = profiles.slice(0, HEAD_PROFILES);
  return {
    head: { ...state, profiles: first, ...picksOn(new Set(first.flatMap(originsOf))) },
    parts: lots.map((lot) => ({ profiles: lot.profiles, ...picksOn(lot.origins) })),
  };
}

/**
 * Puts a state together, with the profiles in their order: the whole from all parts, or everything
 * about the origins of one part.
 */
export function putTogether(head: OpenState, parts: readonly Part[]): OpenState {
  const placed = new Map<number, ProfileSummary>([
    ...head.profiles.entries(),
    ...parts.flatMap(({ profiles }) => profiles),
  ]);
  return {
    ...head,
    profiles: [...placed].sort(([a], [b]) => a - b).map(([, profile]) => profile),
    picks: Object.assign({}, head.picks, ...parts.map(({ picks }) => picks)),
    allowed: [...new Set([head, ...parts].flatMap(({ allowed }) => allowed))],
  };
}

/** The index of the part for an origin. Any even spread will do; this one is FNV-1a. */
export function partOf(origin: Origin): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < origin.length; index++) {
    hash = Math.imul(hash ^ origin.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % PART_COUNT;
}

function originsOf({ sites }: ProfileSummary): readonly Origin[] {
  return sites.map(({ origin }) => origin);
}
