/**
 * Picks and settings as formats 1 to 4 have them: one profile per origin, and each setting a key of
 * the content. This build reads them, and writes them beside its own, so that a build of format 2 to
 * 4 opens the vault: read-only, with the same headers in force and paused if it is paused.
 */
import * as v from 'valibot';
import { identitiesOf, type SitePicks, toSitePicks } from '../domain/picks';
import type { ProfileId } from '../domain/profile';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings';
import type { Origin } from '../domain/site';
import { branded } from './profile-schema';

interface PicksAndSettings {
  readonly sitePicks: SitePicks;
  readonly settings: Settings;
}

/** A whole number from a minute to a day. */
export const autoLockMinutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60));

/** A setting that came later has the default. */
export const format4Schema = v.object({
  picks: v.record(branded<Origin>(), branded<ProfileId>()),
  paused: v.optional(v.boolean(), DEFAULT_SETTINGS.paused),
  autoLockMinutes,
  lockWithComputer: v.optional(v.boolean(), DEFAULT_SETTINGS.lockWithComputer),
  observes: v.optional(v.boolean(), DEFAULT_SETTINGS.observes),
});

export function fromFormat4({
  picks,
  ...settings
}: v.InferOutput<typeof format4Schema>): PicksAndSettings {
  return { sitePicks: toSitePicks(picks), settings: { ...DEFAULT_SETTINGS, ...settings } };
}

/** @param stored - Without the picks that stand apart. */
export function asFormat4(
  { settings }: Pick<PicksAndSettings, 'settings'>,
  { sitePicks }: Pick<PicksAndSettings, 'sitePicks'>,
) {
  const { paused, autoLockMinutes, lockWithComputer, observes } = settings;
  return { picks: identitiesOf(sitePicks), paused, autoLockMinutes, lockWithComputer, observes };
}
