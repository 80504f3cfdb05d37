/** What the pages know: everything they show, and no credential. */
import type { SchemeSummary } from './credential';
import type { Failure } from './errors';
import type { LockReason } from './lock-reason';
import type { PasskeyRequest, PasskeySummary } from './passkey';
import type { Picks } from './picks';
import type { HeaderSpec, Profile } from './profile';
import type { Rotation } from './rotation';
import type { Settings } from './settings';
import type { Origin } from './site';
import type { CopyFinding, Notice } from './stored-copy';

export type VaultStatus = 'missing' | 'locked' | 'unlocked' | 'damaged' | 'newer';

/**
 * What is known about one header of a profile at this moment. Of one that is made for each site by its
 * own clock, the worst of what is known: a failure before what waits, and that before what is in force.
 */
export type HeaderStatus =
  | { readonly state: 'idle' }
  /** A server has been asked for the token that it carries. */
  | { readonly state: 'waiting' }
  | {
      readonly state: 'installed';
      readonly name: string;
      /** Milliseconds since the Unix epoch. */
      readonly issuedAt: number;
      readonly expiresAt?: number;
      /** From then on a fresh one is due; absent: nobody here can make one. */
      readonly renewAt?: number;
    }
  | { readonly state: 'failed'; readonly failure: Failure };

/** A header without its credential. */
export interface HeaderSummary extends Pick<HeaderSpec, 'id' | 'schemeId' | 'paths' | 'methods'> {
  /** Spelled as on the wire; empty where this version does not know the scheme. */
  readonly headerName: string;
  /** The servers it is asked from, on which the browser has to let Keybearer work too. */
  readonly asks: readonly Origin[];
  /** Whether somebody is signed in; absent: nobody has to. */
  readonly signedIn?: boolean;
  /** Which other credential is kept beside its own, until the user has decided; absent: none. */
  readonly kept?: 'earlier' | 'newer';
  readonly status: HeaderStatus;
}

/** A profile without its credentials. */
export interface ProfileSummary extends Omit<Profile, 'headers'> {
  readonly headers: readonly HeaderSummary[];
  /** At the moment of the state. Absent if no header says when its credential was set. */
  readonly rotation?: Rotation;
}

/** A server's clock that is not ours, where what is signed by the clock is in force. */
export interface ToldClock {
  readonly origin: Origin;
  /** The server's time less ours, milliseconds. */
  readonly offsetMs: number;
  /** So far off that nothing is signed by it until the user has said that it is right. */
  readonly state: 'corrected' | 'unconfirmed';
}

export interface AppState {
  readonly vault: VaultStatus;
  /** Empty unless unlocked: names and sites are nobody's business either. */
  readonly profiles: readonly ProfileSummary[];
  /** How many there are: more than `profiles` as long as a popup knows only what it shows first. */
  readonly profileCount: number;
  readonly picks: Picks;
  /** The picked origins on which the browser lets Keybearer work. */
  readonly allowed: readonly Origin[];
  readonly clocks: readonly ToldClock[];
  readonly settings: Settings;
  /** Written by a later version: it can be used here and not changed. */
  readonly readOnly: boolean;
  readonly passkeys: readonly PasskeySummary[];
  /** What can unlock beside the passphrase, as long as the vault can be read at all. */
  readonly passkeyRequests: readonly PasskeyRequest[];
  /** The forms that are kept unsaved, by what they are of. */
  readonly drafts: readonly string[];
  /** Why it was locked last, where the user did not do it. */
  readonly lockedBy?: LockReason;
  /** What was done about a damaged copy, until the user has read it. */
  readonly notice?: Notice;
  /** What was found, where no copy of the vault can be read. */
  readonly copies: readonly CopyFinding[];
  /** Messages that came from elsewhere or could not be read, since the browser was started. */
  readonly refusedMessages: number;
  /** A new version of Keybearer waits for the vault to be locked. */
  readonly updateWaiting: boolean;
  readonly schemes: readonly SchemeSummary[];
}

/** Whether it knows every profile. If not: the first ones, and all those of the popup's site. */
export function isWhole({ profiles, profileCount }: AppState): boolean {
  return profiles.length === profileCount;
}
