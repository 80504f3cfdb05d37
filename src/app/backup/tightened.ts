/**
 * The settings of a backup in an open vault. A file only makes them stricter: a forged one must not keep
 * the vault open longer, or show more.
 */
import type { Settings } from '../../domain/settings';

type Stricter<T> = (own: T, restored: T) => T;

const offWins: Stricter<boolean> = (own, restored) => own && restored;
const onWins: Stricter<boolean> = (own, restored) => own || restored;

/** The direction of each setting: a new one does not compile without. */
export const STRICTER = {
  paused: onWins,
  // The largest number means "until the browser closes".
  autoLockMinutes: Math.min,
  lockWithComputer: onWins,
  observes: offWins,
  singleKeys: offWins,
  digitsPick: offWins,
  namesInToolbar: offWins,
  // 0 means never.
  backupReminderDays: (own: number, restored: number) =>
    own === 0 || (restored !== 0 && restored < own) ? restored : own,
} as const satisfies { readonly [K in keyof Settings]: Stricter<Settings[K]> };

export function tightened(own: Settings, restored: Partial<Settings>): Settings {
  const entries = Object.entries(STRICTER).map(([name, stricter]) => {
    // Casts: the table has a function for the type of each setting.
    const key = name as keyof Settings;
    const stricterOf = stricter as Stricter<Settings[keyof Settings]>;
    const value = restored[key];
    return [key, value === undefined ? own[key] : stricterOf(own[key], value)];
  });
  // Cast: the table names every setting.
  return Object.fromEntries(entries) as unknown as Settings;
}
