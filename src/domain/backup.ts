/** Backups: an `.age` file with the profiles, picks and settings. See docs/backup.md. */
import type { SchemeId } from './credential';
import type { Failure } from './errors';
import type { PasskeyAnswer } from './passkey';
import type { Settings } from './settings';
import type { Origin } from './site';
import type { WiderPart } from './wider-parts';

/** Characters of a file that is chosen: armored text, or the bytes in base64. */
export const BACKUP_CHARS_AT_MOST = 32 * 1024 * 1024;

/** The offered numbers of days after which a reminder asks for a new backup. 0: never. */
export const BACKUP_REMINDER_DAYS = [0, 7, 30, 90] as const;

/** Shows that the person at the unlocked computer may do it. It is checked each time. */
export type Proof = { readonly passphrase: string } | { readonly passkey: PasskeyAnswer };

/**
 * `merge` adds the profiles that are not there. `replace` puts the profiles of the backup in place of
 * all others, which go to the bin, and takes its picks.
 */
export type Restoring =
  | { readonly mode: 'merge' }
  | { readonly mode: 'replace'; readonly proof: Proof };

/** The answer to `backup/make`. The file is armored text. */
export type MadeBackup =
  | {
      readonly ok: true;
      readonly file: string;
      readonly name: string;
      /** Milliseconds since the Unix epoch. */
      readonly madeAt: number;
    }
  | { readonly ok: false; readonly failure: Failure };

/** The answer to `backup/preview`. */
export type PreviewedBackup =
  | { readonly ok: true; readonly preview: BackupPreview }
  | { readonly ok: false; readonly failure: Failure };

/** A backup as the user sees it before a restore: no secret. */
export interface BackupPreview {
  /** Milliseconds since the Unix epoch, as the file says. */
  readonly madeAt: number;
  readonly profiles: readonly BackedUpProfile[];
  /** Their sites, and the servers that give out their tokens: the browser is asked for them once. */
  readonly origins: readonly Origin[];
  /** The settings that a restore changes. It only makes them stricter. */
  readonly tightened: Partial<Settings>;
  /** The number of sites with a pick. They count with `replace` alone. */
  readonly picks: number;
}

export interface BackedUpProfile {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly schemes: readonly SchemeId[];
  /** A restore brings them back. None, if the profile is refused. */
  readonly isExtra?: true;
  readonly isProduction?: true;
  readonly wider: readonly WiderPart[];
  readonly callers: readonly Origin[];
  /**
   * The hosts that give out and revoke its tokens, or where the user signs in: of its replaced credentials
   * and of headers that are off too.
   */
  readonly servers: readonly string[];
  /** The vault has an equal one: a restore leaves that as it is. */
  readonly isThere: boolean;
  /** The number of its headers for which the user has to sign in again. */
  readonly signIns: number;
  /** Today's rules refuse it: a restore leaves it out. */
  readonly refused?: Failure;
}

/** The last backup of a vault, as pages know it. */
export interface BackupState {
  /** Milliseconds since the Unix epoch. Absent: none was made. */
  readonly madeAt?: number;
  /** The last one is older than the user wants, and a profile has changed since. */
  readonly isDue: boolean;
}
