/**
 * A state of thousands of profiles in parts, so that a popup reads only what it shows first: the head
 * of the list, and everything about one origin. The background divides it (`divide-state.ts`). Pure.
 */
import type { OpenState, ProfileSummary } from '../domain/app-state';
import type { Extras, Picks } from '../domain/picks';
import type { Origin } from '../domain/site';

/** The number of profiles in the head of a divided state: more than a popup has room for. */
export const HEAD_PROFILES = 20;

export const PART_COUNT = 64;

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
  readonly extras: Extras;
  readonly allowed: readonly Origin[];
}

/** A profile and its index in the whole list. */
export type PlacedProfile = readonly [place: number, profile: ProfileSummary];

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
    extras: Object.assign({}, head.extras, ...parts.map(({ extras }) => extras)),
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
