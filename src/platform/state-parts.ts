/**
 * A state of thousands of profiles in parts, so that a popup reads what it shows first and no more:
 * the head of the list, and whatever concerns one origin. Pure.
 */
import type { AppState, OpenState, ProfileSummary } from '../domain/app-state';
import type { Picks } from '../domain/picks';
import type { Origin } from '../domain/site';

/** A state of no more profiles is not divided. */
export const WHOLE_UP_TO = 50;

/** So many are in the head of a divided one, the first of the list: more than a popup has room for. */
export const HEAD_PROFILES = 20;

const PART_COUNT = 64;

/** Where `storage.session` has the head, which of few profiles is the whole. */
export const STATE_KEY = 'state';

export const partKey = (index: number) => `state-part-${index}`;

export const PART_KEYS = Array.from({ length: PART_COUNT }, (_, index) => partKey(index));

/** Every profile that has a site on one of the part's origins, and all picks these are about. */
export interface Part {
  readonly profiles: readonly PlacedProfile[];
  readonly picks: Picks;
  readonly allowed: readonly Origin[];
}

/** A profile and its index in the whole list. */
type PlacedProfile = readonly [place: number, profile: ProfileSummary];

interface DividedState<S extends AppState> {
  /** Everything but most of the profiles, and the picks that only those are about. */
  readonly head: S;
  /** By `partOf`; empty where the head is the whole. */
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
  // Cast: the keys of picks are origins; `keys` forgets it.
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
 * The state as far as the parts tell it, the profiles in their order: the whole with all parts; with
 * one of them, everything about its origins.
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

/** Which part has what concerns an origin. Any even spread will do; this one is FNV-1a. */
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
