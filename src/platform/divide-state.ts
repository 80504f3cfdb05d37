/** Divides a state of many profiles into parts; see `state-parts.ts`. Pure. */
import type { AppState, OpenState, ProfileSummary } from '../domain/app-state';
import type { Origin } from '../domain/site';
import { HEAD_PROFILES, PART_COUNT, type Part, type PlacedProfile, partOf } from './state-parts';

/** A state with at most that many profiles is not divided. */
export const WHOLE_UP_TO = 50;

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
  for (const origin of Object.keys({ ...state.picks, ...state.extras }) as Origin[]) {
    lots[partOf(origin)]?.origins.add(origin);
  }
  const allowed = new Set(state.allowed);
  const picksOn = (origins: ReadonlySet<Origin>) => ({
    picks: someOf(state.picks, origins),
    extras: someOf(state.extras, origins),
    allowed: [...origins].filter((origin) => allowed.has(origin)),
  });
  const first = profiles.slice(0, HEAD_PROFILES);
  return {
    head: { ...state, profiles: first, ...picksOn(new Set(first.flatMap(originsOf))) },
    parts: lots.map((lot) => ({ profiles: lot.profiles, ...picksOn(lot.origins) })),
  };
}

function originsOf({ sites }: ProfileSummary): readonly Origin[] {
  return sites.map(({ origin }) => origin);
}

function someOf<T>(
  all: Readonly<Record<Origin, T | undefined>>,
  origins: ReadonlySet<Origin>,
): Readonly<Record<Origin, T | undefined>> {
  return Object.fromEntries(
    [...origins].flatMap((origin) => (all[origin] ? [[origin, all[origin]]] : [])),
  );
}
