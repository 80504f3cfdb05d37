/**
 * Arming: for ten minutes the headers of a production profile go with writes too, on one site (decision
 * 47). Pure.
 */
import type { PickedProfile, Production, Profile, ProfileId } from './profile';
import type { Origin } from './site';

export const ARMED_MS = 10 * 60_000;

/** Times: milliseconds since the Unix epoch. */
export interface Armed {
  readonly profileId: ProfileId;
  readonly origin: Origin;
  /** The revision of the profile. A saved profile has to be armed again. */
  readonly revision: number;
  /** The tabs that sent it there, as `tabsOf` writes them. In another tab it has to be armed again. */
  readonly tabs: string;
  readonly armedAt: number;
  readonly until: number;
}

type MaybeProduction = Pick<Profile, 'id'> & { readonly production?: Production };

export function armedFor(
  armed: readonly Armed[] | undefined,
  { id }: Pick<Profile, 'id'>,
  origin: Origin,
): Armed | undefined {
  return armed?.find((each) => each.profileId === id && each.origin === origin);
}

/** Whether only reads carry the headers of a profile on a site. */
export function isReadsOnly(
  armed: readonly Armed[] | undefined,
  profile: MaybeProduction,
  origin: Origin,
): boolean {
  return profile.production !== undefined && !armedFor(armed, profile, origin);
}

/**
 * Drops what has ended for good: by time, by a clock that was set back, by another pick or a pause, or
 * by a save of the profile.
 * A pick for one tab, or its end, is another pick.
 *
 * @param picked - What is sent now; nothing while everything is paused.
 */
export function stillArmed(
  armed: readonly Armed[],
  picked: readonly PickedProfile[],
  now: number,
): readonly Armed[] {
  return armed.filter(
    ({ profileId, origin, revision, armedAt, until, tabs }) =>
      armedAt <= now &&
      now < until &&
      tabsOf(picked, profileId, origin) === tabs &&
      picked.some(
        ([on, { id, production, ...profile }]) =>
          on === origin && id === profileId && production && profile.revision === revision,
      ),
  );
}

/** @returns a text that differs if other tabs send the profile on the origin. */
export function tabsOf(
  picked: readonly PickedProfile[],
  profileId: ProfileId,
  origin: Origin,
): string {
  const own = picked.filter(([on, { id }]) => on === origin && id === profileId);
  return JSON.stringify(own.map(([, , tabs]) => tabs ?? null));
}

/** @returns the profile as the rules take it: without the mark while it is armed. */
export function asSent(armed: readonly Armed[], picked: PickedProfile): PickedProfile {
  const [origin, profile, ...tabs] = picked;
  if (!armedFor(armed, profile, origin)) return picked;
  const { production, ...any } = profile;
  return [origin, any, ...tabs];
}
