/** What the use cases need from the browser, in their words. `platform/` implements it. */

import type { Activity } from '../domain/activity';
import type { AppState } from '../domain/app-state';
import type { Copied } from '../domain/copying';
import type { Failure } from '../domain/errors';
import type { IssuedHeaders, IssueKey } from '../domain/header';
import type { LockReason } from '../domain/lock-reason';
import type { HeaderSpecId } from '../domain/profile';
import type { ProfileDraft } from '../domain/profile-draft';
import type { Origin } from '../domain/site';
import type { CopyPlace, Notice } from '../domain/stored-copy';
import type { RuleChange } from '../rules/diff';
import type { BrowserTraits, Rule, RuleContent } from '../rules/rule';
import type { PendingSignIn } from '../schemes/auth-scheme';
import type { DataKey } from '../vault/data-key';
import type { ServerClocks } from './clocks/server-clock';
import type { Renewal } from './tokens/refresh-tokens';
import type { DueToken, TokenKey, TokenState } from './tokens/tokens';

/** The sealed vault and the generation before it, as text; what is not there is absent. */
export interface StoredVault {
  readonly current?: string | undefined;
  readonly before?: string | undefined;
}

/** One of the two places on disk that keep the sealed vault. */
export interface VaultCopy {
  readonly place: CopyPlace;
  /** Rejects if the place cannot be read at all. */
  read(): Promise<StoredVault>;
  /** Atomic, both parts. @throws AppError `storage-failed`; what was stored is still there. */
  write(stored: StoredVault): Promise<void>;
}

/** A sign-in between its steps. */
export interface OpenSignIn extends PendingSignIn {
  /** When it is given up: milliseconds since the Unix epoch. */
  readonly endsAt: number;
}

/** What lives as long as the browser runs and never reaches the disk. */
export interface Session {
  /** Present while unlocked. */
  readonly dataKey?: DataKey;
  readonly issued: Readonly<Record<IssueKey, IssuedHeaders>>;
  /** Why a picked header could not be issued. */
  readonly failures: Readonly<Record<IssueKey, Failure>>;
  /** Of servers that have refused what was signed for them. */
  readonly clocks: ServerClocks;
  /** What servers have handed out, and how asking them goes. */
  readonly tokens: Readonly<Record<TokenKey, TokenState>>;
  /** Sign-ins that are not done yet. */
  readonly signIns: Readonly<Record<HeaderSpecId, OpenSignIn>>;
  /** When a tab showed a site last, while somebody may still be at work there. */
  readonly shown: Readonly<Record<Origin, number>>;
  /** Forms that are not saved yet, by what they are of. */
  readonly drafts: Readonly<Record<string, ProfileDraft>>;
  /** When it locks unless somebody is seen at the computer: milliseconds since the Unix epoch. */
  readonly lockAt?: number;
  /** As the settings have it: a lock must not wait for the disk to be told. */
  readonly lockWithComputer?: boolean;
}

/** Beside it, what outlives a lock; none of it is secret. */
export interface SessionFacts {
  /** Of the vault as it was last stored or read. */
  readonly generation?: number;
  readonly lockedBy?: LockReason;
  readonly notice?: Notice;
  /** The last one that was read: what merely goes on is not told again. */
  readonly noticed?: Notice;
  readonly refusedMessages: number;
  /** What was due when a notification was shown last: see `notify-due`. */
  readonly toldDue: readonly string[];
  readonly updateWaiting: boolean;
  /** A header that is in the clipboard, unless something else has been copied since. */
  readonly copied?: Copied;
}

/** As it is when the browser has started. */
export const EMPTY_SESSION: Session & SessionFacts = {
  issued: {},
  failures: {},
  clocks: {},
  tokens: {},
  signIns: {},
  shown: {},
  drafts: {},
  refusedMessages: 0,
  toldDue: [],
  updateWaiting: false,
};

/** An explicit undefined removes. */
export type SessionChanges = {
  readonly [K in keyof (Session & SessionFacts)]?: (Session & SessionFacts)[K] | undefined;
};

export interface SessionStore {
  read(): Promise<Session & SessionFacts>;
  write(changes: SessionChanges): Promise<void>;
  /** Removes what is there while unlocked; the facts stay. */
  clear(): Promise<void>;
}

/** What has been seen of requests; `SessionStore.clear` takes it along. */
export interface ActivityStore {
  read(): Promise<Activity>;
  write(activity: Activity): Promise<void>;
}

/** The session rules that are in force. */
export interface RuleStore {
  readonly browser: BrowserTraits;
  installed(): Promise<readonly Rule[]>;
  /** One atomic change. @throws AppError `rules-refused`; the installed rules stay. */
  update(change: RuleChange): Promise<void>;
}

/** An alarm, which wakes the background. */
export interface WakeUp {
  /** @param at - Milliseconds since the Unix epoch; undefined clears it. */
  set(at: number | undefined): Promise<void>;
}

/** The system's clipboard, of which pages write what the user copies. */
export interface Clipboard {
  /** Whether the user lets us look at it. Without that the others reject. */
  isAllowed(): Promise<boolean>;
  /** Empty where there is no text in it. */
  read(): Promise<string>;
  /** Rejects unless it is empty then. */
  clear(): Promise<void>;
}

/** Where the browser lets the extension work for good. */
export interface SitePermissions {
  /** @returns those of `origins` that the user has allowed. */
  allowed(origins: readonly Origin[]): Promise<ReadonlySet<Origin>>;
}

/** The pages, which show the last state published even before the background is awake. */
export interface StatePublisher {
  publish(state: AppState): Promise<void>;
}

/** The button by which the popup is opened. */
export interface Toolbar {
  show(face: 'normal' | 'locked' | 'attention'): Promise<void>;
}

/** Notifications of the system, for a user who wants them. */
export interface Notifier {
  isAllowed(): Promise<boolean>;
  /** That some credential is due. */
  tellDue(): Promise<void>;
}

export interface IdleWatch {
  /** Reports idleness after so many minutes without input. */
  watch(minutes: number): void;
  /** Whether somebody has used the computer, unlocked, within so many minutes. */
  isActive(minutes: number): Promise<boolean>;
}

/** A new version of this extension that the browser has fetched. */
export interface OwnUpdate {
  /** Restarts the extension; whatever is in the session is gone. */
  apply(): void;
}

/** Tells of the requests to some sites, and of no others. */
export interface RequestWatch {
  /** @param origins - Empty: of none. */
  watch(origins: readonly Origin[]): void;
  /**
   * Also what leaves the browser, which costs each request a little.
   *
   * @param who - Wants it: a test, or somebody who reads the activity.
   * @param origins - As above.
   */
  lookClosely(who: 'test' | 'reader', origins: readonly Origin[]): void;
}

/** The browser's tabs. */
export interface OpenTabs {
  /** What they show, of the sites on which the user lets us work. */
  shown(): Promise<readonly { readonly origin: Origin; readonly isPrivate: boolean }[]>;
}

/** Asks for tokens beside everything else, so that nothing waits for a server. */
export interface TokenRequests {
  /** Asks for each unless that is under way; what has come of it is told by a later reconcile. */
  want(due: readonly DueToken[]): void;
  /** What becomes of the questions whose answers are not kept yet; a server may take its time. */
  renewals(): readonly Promise<readonly Renewal[]>[];
}

/** Requests of our own that try a header, beside everything else. */
export interface RunningTests {
  /** What puts the header on each that is under way; a background that has just started has none. */
  rules(): readonly RuleContent[];
}

export interface Ports {
  /** The first is read for every command, the second when that one is in doubt. */
  readonly copies: readonly [VaultCopy, VaultCopy];
  readonly session: SessionStore;
  readonly activity: ActivityStore;
  readonly rules: RuleStore;
  readonly permissions: SitePermissions;
  /** So that it reconciles. */
  readonly wakeUp: WakeUp;
  readonly clipboard: Clipboard;
  /** So that it clears the clipboard. */
  readonly clipboardAlarm: WakeUp;
  readonly pages: StatePublisher;
  readonly toolbar: Toolbar;
  readonly notifier: Notifier;
  readonly idle: IdleWatch;
  readonly update: OwnUpdate;
  readonly requests: RequestWatch;
  readonly tabs: OpenTabs;
  readonly tokens: TokenRequests;
  readonly tests: RunningTests;
  /** Asks a server that the user has named; nothing else of the browser goes with it. */
  readonly fetch: typeof fetch;
  /** Where the browser hands a sign-in over to us. */
  readonly redirectUri: () => string;
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** What the browser provides; the rest is made of it. */
export type BrowserPorts = Omit<Ports, 'tokens' | 'tests'>;
