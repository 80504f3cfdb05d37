/** The state that pages know: everything they show, and no credential. */
import type { Armed } from './arming';
import type { BackupState } from './backup';
import type { UndoOffer } from './bin';
import type { SchemeSummary } from './credential';
import type { Failure } from './errors';
import type { LockReason } from './lock-reason';
import type { NewsItem } from './news';
import type { PasskeyRequest, PasskeySummary } from './passkey';
import type { EndedPicks } from './pick-end';
import type { Extras, Picks } from './picks';
import type { HeaderSpec, Profile } from './profile';
import type { KeptReplacement } from './replacement';
import type { Rotation } from './rotation';
import type { Settings } from './settings';
import type { Origin } from './site';
import type { CopyFinding, Notice } from './stored-copy';
import { asInTab, type TabPick } from './tab-picks';
import type { ToldWidening } from './widened';

/**
 * The status of one header of a profile at this moment. A header that is made for each site by the
 * site's clock has the worst status of all sites: failed, then waiting, then installed.
 */
export type HeaderStatus =
  | { readonly state: 'idle' }
  /** The background waits for a server to give out the token. */
  | { readonly state: 'waiting' }
  | {
      readonly state: 'installed';
      /** Milliseconds since the Unix epoch. */
      readonly issuedAt: number;
      readonly expiresAt?: number;
      /** The background makes a fresh one then. Absent: it cannot. */
      readonly renewAt?: number;
    }
  | { readonly state: 'failed'; readonly failure: Failure };

/** A header without its credential. */
export interface HeaderSummary
  extends Pick<HeaderSpec, 'id' | 'schemeId' | 'paths' | 'methods' | 'isOff'> {
  /**
   * Spelled as on the wire, the header with the credential first. Empty if this version does not know
   * the scheme.
   */
  readonly headerNames: readonly string[];
  /** For the search. Absent: the scheme has none, or it may be a key. */
  readonly userName?: string;
  /** The servers that give out its token: the browser has to let Keybearer work there too. */
  readonly tokenOrigins: readonly Origin[];
  /** Whether the user is signed in. Absent: the scheme has no sign-in. */
  readonly signedIn?: boolean;
  /** Its token is renewed by the session that the user has at the server (decision 44). Absent: no. */
  readonly isSilent?: true;
  /** The token in force names its user. Absent: no, or there is none. */
  readonly namesUser?: true;
  /** A server gives out a new token whenever it is asked, without the user. Absent: no. */
  readonly getsToken?: true;
  /**
   * The previous credential, until the user decides: kept beside the new one, or in use again with the
   * new one kept. Absent: none.
   */
  readonly previousCredential?: 'kept' | 'in-use';
  readonly status: HeaderStatus;
}

/** A profile without its credentials. */
export interface ProfileSummary extends Omit<Profile, 'headers'> {
  readonly headers: readonly HeaderSummary[];
  /**
   * The origins where not every address that the user opens carries its headers: a path, Strict, a
   * method, or an address of a sign-in server. Absent: none.
   */
  readonly narrowedOn?: readonly Origin[];
  /**
   * The vault holds more of a credential than its header shows, so that a wider use may have to be
   * confirmed: see decision 34. Absent: no.
   */
  readonly keepsMore?: true;
  /** When it was picked last: milliseconds since the Unix epoch. Absent: never. */
  readonly pickedAt?: number;
  /** At the moment of the state. Absent if no header says when its credential was set. */
  readonly rotation?: Rotation;
}

/** The clock of a server that differs from ours and for which a header is signed by time. */
export interface KnownClock {
  readonly origin: Origin;
  /** The server's time minus ours, in milliseconds. */
  readonly offsetMs: number;
  /** `unconfirmed`: too far off to sign by it before the user says that it is right. */
  readonly state: 'corrected' | 'unconfirmed';
}

/** One case for each status of the vault: a closed vault has no profiles to show. */
export type AppState = OpenState | LockedState | UnreadableState | MissingState;

export type VaultStatus = AppState['vault'];

/** The same for one state, whether a page reads it or gets it with an answer. */
export type StateStamp = string & { readonly __brand: 'StateStamp' };

/** The part of a state that does not depend on the vault. */
export interface SharedState {
  /** Absent: the state is not published. */
  readonly stamp?: StateStamp;
  /** The repair or failure of a copy of the vault, until the user dismisses it. */
  readonly notice?: Notice;
  /** Messages from elsewhere or unreadable ones, since the browser was started. */
  readonly refusedMessages: number;
  /** A new version of Keybearer waits for the vault to be locked. */
  readonly updateWaiting: boolean;
  /** Picks of single tabs have ended, other than by the user. */
  readonly tabPicksEnded?: true;
  readonly schemes: readonly SchemeSummary[];
}

export interface ShownEnd {
  /** Milliseconds since the Unix epoch. Absent: when the browser closes. */
  readonly at?: number;
  readonly isLastMinute?: true;
}

export interface OpenState extends SharedState {
  readonly vault: 'unlocked';
  readonly profiles: readonly ProfileSummary[];
  /** The number of all profiles. `profiles` has fewer while a popup has read only a part. */
  readonly profileCount: number;
  /** The profile that is sent first on each origin: the identity, or the first of extras alone. */
  readonly picks: Picks;
  readonly extras: Extras;
  /** When what is sent on an origin ends by itself. */
  readonly pickEnds?: Readonly<Record<Origin, ShownEnd | undefined>>;
  /** The sites whose pick has ended by itself, and the user has not seen it. */
  readonly endedPicks?: EndedPicks;
  /** The tabs with a pick of their own in place of the one in `picks`. Absent: none. */
  readonly tabPicks?: readonly TabPick[];
  /** The picked origins on which the browser lets Keybearer work. */
  readonly allowed: readonly Origin[];
  readonly clocks: readonly KnownClock[];
  /** Production profiles whose writes carry their headers. Absent: none. */
  readonly armed?: readonly Armed[];
  readonly settings: Settings;
  /** A later version has written the vault: it can be used and not changed. */
  readonly readOnly: boolean;
  readonly passkeys: readonly PasskeySummary[];
  readonly passkeyRequests: readonly PasskeyRequest[];
  /** The unsaved forms, by `draftKeyOf`. */
  readonly drafts: readonly string[];
  /** Secrets typed in the popup that are not saved, without their values. */
  readonly replacements: readonly KeptReplacement[];
  /** The changes of an update that the user has not been told. */
  readonly news: readonly NewsItem[];
  /** The additions before the last lock to profiles whose credentials were stored already. */
  readonly widenings: readonly ToldWidening[];
  /** The number of entries in the bin. */
  readonly binCount: number;
  /** Absent: no deletion can be undone now. */
  readonly undo?: UndoOffer;
  readonly backup: BackupState;
  /** The hosts of servers where a deleted sign-in was not revoked, until the user has read it. */
  readonly unrevokedAt?: readonly string[];
}

export interface LockedState extends SharedState {
  readonly vault: 'locked';
  /** The passkeys that can unlock the vault. */
  readonly passkeyRequests: readonly PasskeyRequest[];
  /** Absent if the user has locked the vault. */
  readonly lockedBy?: LockReason;
  /** The number of locks so far, sent back with the answer of a passkey. */
  readonly locks: number;
}

export interface UnreadableState extends SharedState {
  readonly vault: 'damaged' | 'newer';
  /** Every stored copy, and what is wrong with it. */
  readonly copies: readonly CopyFinding[];
}

export interface MissingState extends SharedState {
  readonly vault: 'missing';
}

/** @returns the state as it is for the requests of one tab. */
export function stateInTab<S extends AppState>(state: S, tabId: number | undefined): S {
  // Cast: the same state with other picks.
  return state.vault === 'unlocked' ? (asInTab<OpenState>(state, tabId) as typeof state) : state;
}

/** The profile that is sent first. */
export function pickedAt(state: AppState, origin: Origin): ProfileSummary | undefined {
  if (state.vault !== 'unlocked') return undefined;
  return state.profiles.find(({ id }) => id === state.picks[origin]);
}

/** Whether the state has every profile. If not: the first ones, and all those of the popup's site. */
export function isWhole(state: AppState): boolean {
  return state.vault !== 'unlocked' || state.profiles.length === state.profileCount;
}
