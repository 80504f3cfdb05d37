/** The interfaces through which use cases reach the browser. `platform/` implements them. */

import type { Activity } from '../domain/activity';
import type { AppState } from '../domain/app-state';
import type { RedirectKind } from '../domain/credential';
import type { HeaderSpec } from '../domain/profile';
import type { Origin } from '../domain/site';
import type { CopyPlace } from '../domain/stored-copy';
import type { PlainFace, TabFace } from '../domain/toolbar-face';
import type { RuleChange } from '../rules/diff';
import type { BrowserTraits, Rule, RuleContent } from '../rules/rule';
import type { SessionState } from './session';
import type { SessionChanges, SessionSnapshot } from './session-keys';
import type { TokenRequests } from './token-ports';

/** The sealed vault and the generation before it, as text. Absent: not stored. */
export interface StoredVault {
  readonly current?: string | undefined;
  readonly before?: string | undefined;
}

/** One of the two places on disk that keep the sealed vault. */
export interface VaultCopy {
  readonly place: CopyPlace;
  /** Rejects if the place cannot be read at all. */
  read(): Promise<StoredVault>;
  /** Writes both parts, or neither. @throws AppError `storage-failed`: the old parts are still there. */
  write(stored: StoredVault): Promise<void>;
}

/** `storage.session`. Within a turn `read` answers from memory (`turn-session.ts`). */
export interface SessionStore {
  /** The session as this turn read it first, with the turn's own changes. */
  read(): Promise<SessionSnapshot>;
  /** The session as it is now: for keys that change beside the queue, and after a long wait. */
  readNow(): Promise<SessionState>;
  write(changes: SessionChanges): Promise<void>;
  /** Removes everything but the facts. */
  clear(): Promise<void>;
}

/** The recorded requests. `SessionStore.clear` removes them too. */
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

/** The system's clipboard. Pages write to it when the user copies. */
export interface Clipboard {
  /** Whether the user allows us to read it. If not, the other methods reject. */
  isAllowed(): Promise<boolean>;
  /** Empty if the clipboard holds no text. */
  read(): Promise<string>;
  /** Rejects unless the clipboard is empty afterwards. */
  clear(): Promise<void>;
}

/** Encrypts and decrypts backups, as age files with a passphrase. It takes seconds, beside the queue. */
export interface BackupCipher {
  /** @returns an armored file. @throws AppError `locked-meanwhile`, or the reason of the signal. */
  encrypt(text: string, passphrase: string, signal: AbortSignal): Promise<string>;
  /**
   * @param file - Armored text, or the bytes in base64.
   * @throws AppError `backup-wrong-passphrase`, `backup-damaged`, `backup-foreign`, `locked-meanwhile`.
   */
  decrypt(file: string, passphrase: string): Promise<string>;
  /** A lock begins: all work under way rejects at once, and its texts are gone. */
  end(): void;
}

/** The sites on which the browser lets the extension work permanently. */
export interface SitePermissions {
  /** @returns those of `origins` that the user has allowed. */
  allowed(origins: readonly Origin[]): Promise<ReadonlySet<Origin>>;
}

/** Publishes states to the pages, which show the last one even before the background is awake. */
export interface StatePublisher {
  publish(state: AppState): Promise<void>;
}

/** The button that opens the popup. */
export interface Toolbar {
  /** In each tab without a face of its own. Chromium may keep it on the disk, so it holds no name. */
  showEverywhere(face: PlainFace): Promise<void>;
  /** In one tab, until it opens another page. Does nothing if the tab is gone. */
  showIn(tabId: number, face: TabFace): Promise<void>;
  /** The browser has reset the tab's face. */
  forget(tabId: number): void;
}

/** System notifications. */
export interface Notifier {
  isAllowed(): Promise<boolean>;
  /** Shows that a credential is due. */
  tellDue(): Promise<void>;
}

export interface IdleWatch {
  /** Reports idleness after so many minutes without input. */
  watch(minutes: number): void;
  /** Whether there was input on the unlocked computer within so many minutes. */
  isActive(minutes: number): Promise<boolean>;
}

/** A new version of this extension that the browser has downloaded. */
export interface OwnUpdate {
  /** Restarts the extension, which empties the session. */
  apply(): void;
}

/** Reports the requests to the watched sites. */
export interface RequestWatch {
  /** @param origins - Empty: no site is watched. */
  watch(origins: readonly Origin[]): void;
  /** Also reports who opens the pages of these sites. */
  watchAsked(origins: readonly Origin[]): void;
  /**
   * Also reports headers as they leave the browser, which slows each request a little.
   *
   * @param who - The reason: a test runs, or the user reads the activity. Each has sites of its own.
   */
  lookClosely(who: 'test' | 'reader', origins: readonly Origin[]): void;
}

/** A page that a tab is about to open. */
export interface AskedPage {
  readonly tabId: number;
  readonly origin: Origin;
  /** The user, by the address bar or a bookmark; a page of the same origin; or any other page. */
  readonly by: 'user' | 'site' | 'other';
}

export interface OpenTab {
  readonly id: number;
  /** The site that the tab shows. Absent: the browser does not tell it. */
  readonly origin?: Origin | undefined;
}

/** The browser's tabs. */
export interface OpenTabs {
  all(): Promise<readonly OpenTab[]>;
  /** The sites that the tabs show, if the user lets us work there. */
  shown(): Promise<
    readonly { readonly id: number; readonly origin: Origin; readonly isPrivate: boolean }[]
  >;
  /** Whether the browser may not unload a tab to save memory. Does nothing if the tab is gone. */
  keepLoaded(tabId: number, isKept: boolean): Promise<void>;
}

/** On the disk, in clear: some tab had a pick of its own. It names no tab, no site and no profile. */
export interface TabPicksMark {
  isSet(): Promise<boolean>;
  set(isSet: boolean): Promise<void>;
}

/** A sign-in that has left the bin. */
export interface EndedSignIn extends Pick<HeaderSpec, 'schemeId' | 'credential'> {
  /** The refresh token, or the token that never expires. */
  readonly token: string;
  /** Another sign-in of the same client is still there: the server must not be asked. */
  readonly isShared: boolean;
}

/** Asks servers to revoke sign-ins beside the queue, so that no deletion waits for a server. */
export interface Revocations {
  /** Call it once the vault without them is stored. */
  want(ended: readonly EndedSignIn[]): void;
  /** The addresses of the requests under way: the rules for our own requests cover them. */
  endpoints(): readonly string[];
}

/** Requests of our own that test a header or try a login, beside the queue. */
export interface RunningTests {
  /** The rules that set or remove their headers. A background that has just started has none. */
  rules(): readonly RuleContent[];
}

export interface Ports {
  /** Every command reads the first; the second is read if the first is missing, damaged or stale. */
  readonly copies: readonly [VaultCopy, VaultCopy];
  readonly session: SessionStore;
  readonly activity: ActivityStore;
  readonly rules: RuleStore;
  readonly permissions: SitePermissions;
  /** Alarm that runs `reconcile`. */
  readonly wakeUp: WakeUp;
  readonly clipboard: Clipboard;
  /** Alarm that clears the clipboard. */
  readonly clipboardAlarm: WakeUp;
  readonly cipher: BackupCipher;
  readonly pages: StatePublisher;
  readonly toolbar: Toolbar;
  readonly notifier: Notifier;
  readonly idle: IdleWatch;
  readonly update: OwnUpdate;
  readonly requests: RequestWatch;
  readonly tabs: OpenTabs;
  readonly tabPicksMark: TabPicksMark;
  readonly tokens: TokenRequests;
  readonly revocations: Revocations;
  readonly tests: RunningTests;
  /** Sends a request to a server that the user has named, without any data of the browser. */
  readonly fetch: typeof fetch;
  /** The same; a redirect of the server shows where it leads, if the browser tells. */
  readonly fetchSeeingRedirects: typeof fetch;
  /** The address that ends a sign-in: the browser hands it to the extension. */
  readonly redirectUri: (kind: RedirectKind) => string;
  /**
   * Opens a page of a server with the user's session there, where no one sees it.
   *
   * @param begin - Awaited just before the visit, which may wait for others.
   * @throws as `begin` does: then nothing is visited.
   * @returns the address of the extension to which the server led; undefined if it did not in ten seconds.
   */
  readonly visitSilently: (url: string, begin: () => Promise<void>) => Promise<string | undefined>;
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** The ports that the browser provides. The others are made from them. */
export type BrowserPorts = Omit<Ports, 'tokens' | 'revocations' | 'tests'>;
