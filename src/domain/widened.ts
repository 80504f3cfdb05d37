/**
 * The record of the changes that have widened stored credentials: what the user is told after the next
 * unlock. Pure.
 */
import type { HeaderSpecId, Profile, ProfileId } from './profile';
import { narrowedTo, type Scope, scopeOf, widerSince } from './scope';
import type { Wider } from './widening';

/** Names the time between an unlock and the next lock. */
export type Period = string & { readonly __brand: 'Period' };

/** At most one for each profile and period: the first. */
export interface Widening {
  readonly profileId: ProfileId;
  readonly period: Period;
  /** The profile before the change, with the headers whose credentials it had stored. */
  readonly before: Scope;
}

/** The additions to one profile, as the user is told. */
export interface ToldWidening {
  readonly profileId: ProfileId;
  readonly name: string;
  readonly wider: readonly Wider[];
}

/** @param period - The present one: its changes are told after the next unlock. */
export function toldOf(
  widenings: readonly Widening[],
  profiles: readonly Profile[],
  period: Period | undefined,
): readonly ToldWidening[] {
  return profiles.flatMap((profile) => {
    const { told, latest } = of(widenings, profile.id, period);
    if (!told) return [];
    const now = scopeOf(profile, profile.headers);
    const since = latest ? widerSince(latest.before, now).map(key) : [];
    const wider = widerSince(told.before, now).filter((each) => !since.includes(key(each)));
    const { id: profileId, name } = profile;
    return wider.length > 0 ? [{ profileId, name, wider }] : [];
  });
}

/** @returns the profile without what the user was told, and the records that are left. */
export function takenBack(
  widenings: readonly Widening[],
  profile: Profile,
  period: Period | undefined,
): { readonly profile: Profile; readonly widenings: readonly Widening[] } {
  const { told, latest } = of(widenings, profile.id, period);
  if (!told) return { profile, widenings };
  const left = answered(widenings, profile.id, period).map((each) =>
    // It was not there before this period any more: if it comes back, that is told.
    each === latest ? { ...each, before: narrowedTo(told.before, each.before) } : each,
  );
  return { profile: narrowedTo(told.before, profile, latest?.before), widenings: left };
}

/** @returns the records without those that the user was told. */
export function answered(
  widenings: readonly Widening[],
  profileId: string,
  period: Period | undefined,
): readonly Widening[] {
  return widenings.filter((each) => each.profileId !== profileId || each.period === period);
}

/** A replaced credential gets a header of another id: the record follows it. */
export function renamed(
  widening: Widening,
  ids: ReadonlyMap<HeaderSpecId, HeaderSpecId>,
): Widening {
  const { before } = widening;
  const headers = before.headers.map((each) => ({ ...each, id: ids.get(each.id) ?? each.id }));
  return { ...widening, before: { ...before, headers } };
}

function of(widenings: readonly Widening[], profileId: string, period: Period | undefined) {
  const own = widenings.filter((each) => each.profileId === profileId);
  return {
    // The earliest has the scope to which the user has last agreed.
    told: own.find((each) => each.period !== period),
    latest: own.find((each) => each.period === period),
  };
}

function key(wider: Wider): string {
  return JSON.stringify(wider);
}
