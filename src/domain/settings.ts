/** The choices of the settings page. */

/** The choices that are sealed with the vault. */
export interface Settings {
  /** No header is sent anywhere, on any site. */
  readonly paused: boolean;
  /** Minutes without input after which the vault locks, or `UNTIL_BROWSER_CLOSES`. */
  readonly autoLockMinutes: number;
  /** Whether the vault locks when the computer does. */
  readonly lockWithComputer: boolean;
  /** Whether Keybearer reads the results of requests to picked sites. */
  readonly observes: boolean;
  /** Whether single keys act in the popup: `L` locks, `P` pauses, `/` searches (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  /** Whether a digit in the popup picks the profile of that row. If not, it only moves there. */
  readonly digitsPick: boolean;
  /** Whether the toolbar button names the profile that is in use: two letters, and its name in the title. */
  readonly namesInToolbar: boolean;
  /** Days after the last backup when a reminder comes, if a profile has changed. 0: never. */
  readonly backupReminderDays: number;
}

export const DEFAULT_SETTINGS: Settings = {
  paused: false,
  autoLockMinutes: 15,
  lockWithComputer: true,
  observes: true,
  singleKeys: true,
  digitsPick: false,
  namesInToolbar: true,
  backupReminderDays: 30,
};

/**
 * The value of `autoLockMinutes` that waits for no absence: the vault locks with the browser, with the
 * computer, and so many minutes after the unlock. A number, since builds before it read one: they lock
 * after these minutes without input.
 */
export const UNTIL_BROWSER_CLOSES = 720;

/** The offered values of `autoLockMinutes`. */
export const AUTO_LOCK_MINUTES = [5, 15, 60, 240, 480, UNTIL_BROWSER_CLOSES] as const;

/** Whether a locked computer locks the vault. *Until the browser closes* includes it. */
export function isLockedWithComputer(
  settings: Pick<Settings, 'autoLockMinutes' | 'lockWithComputer'>,
): boolean {
  return settings.lockWithComputer || settings.autoLockMinutes === UNTIL_BROWSER_CLOSES;
}
