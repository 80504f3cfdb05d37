/**
 * The session: everything that lives as long as the browser runs and never reaches the disk. It is
 * plain JSON. Type-only except for its empty form; `session-keys.ts` lists its keys.
 */
import type { Armed } from '../domain/arming';
import type { BinnedId } from '../domain/bin';
import type { Copied } from '../domain/copying';
import type { Failure } from '../domain/errors';
import type { IssuedHeaders, IssueKey } from '../domain/header';
import type { ImportReview } from '../domain/import-review';
import type { Leave } from '../domain/leave';
import type { LockReason } from '../domain/lock-reason';
import type { News } from '../domain/news';
import type { EndedPicks } from '../domain/pick-end';
import type { PickEnd } from '../domain/picks';
import type { HeaderSpecId, ProfileId } from '../domain/profile';
import type { ProfileDraft } from '../domain/profile-draft';
import type { Replacements } from '../domain/replacement';
import type { ServerClocks } from '../domain/server-clock';
import type { Origin } from '../domain/site';
import type { Notice } from '../domain/stored-copy';
import type { SiteId, TabPicks } from '../domain/tab-picks';
import type { Period } from '../domain/widened';
import type { AccessToken, PendingSignIn, SignedInUser } from '../schemes/auth-scheme';
import type { DataKey } from '../vault/data-key';

/**
 * Names a token. Equal credentials share a key, and so a token. A token with a refresh token in the
 * vault belongs to one header, and its key is that header's id.
 */
export type TokenKey = string & { readonly __brand: 'TokenKey' };

/** A token from a server, and the state of the requests for the next one. Times: ms since the epoch. */
export interface TokenState {
  readonly token?: AccessToken;
  /** Why there is no newer token. */
  readonly failure?: Failure;
  /** Failed requests since the last token. */
  readonly attempts: number;
  /** When to ask again. Absent after a failure: only when the user asks. */
  readonly retryAt?: number;
  /** A refresh token that could not be saved. Use it instead of the vault's, which is already used. */
  readonly refreshToken?: string;
  /** The user who signed in, if the token is renewed silently and the server names them. */
  readonly user?: SignedInUser;
  /** When a silent renewal began last. */
  readonly silentAt?: number;
  /** The last time when a token was refused before its end, so that a new one was wanted. */
  readonly refusal?: TokenRefusal;
}

export interface TokenRefusal {
  readonly at: number;
  /** When the refused token was obtained. */
  readonly obtainedAt: number;
  /** A request with the new token has succeeded. */
  readonly isOver: boolean;
}

/** A tab that shows a site, or is about to, because the user has opened it there. */
export interface OpenedTab {
  readonly origin: Origin;
  /** When the page was asked for: milliseconds since the Unix epoch. Absent: the tab has shown it. */
  readonly askedAt?: number;
}

/** A sign-in between its steps. */
export interface OpenSignIn extends PendingSignIn {
  /** When it expires: milliseconds since the Unix epoch. */
  readonly endsAt: number;
}

/** A deletion that can be undone. */
export interface Undo {
  readonly ids: readonly BinnedId[];
  /** The picks that it has ended. */
  readonly picks: readonly (readonly [Origin, ProfileId])[];
  /** The ends that those picks had. */
  readonly ends?: Readonly<Record<Origin, PickEnd>>;
  /** Where it has ended all that was sent, and the user has chosen nothing since. */
  readonly turnedOff: readonly Origin[];
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** The part that a lock removes. */
export interface Session {
  /** Present while unlocked. */
  readonly dataKey?: DataKey;
  readonly issued: Readonly<Record<IssueKey, IssuedHeaders>>;
  /** Why a picked header could not be issued. */
  readonly failures: Readonly<Record<IssueKey, Failure>>;
  /** The clocks of servers that refused a signed header. */
  readonly clocks: ServerClocks;
  readonly tokens: Readonly<Record<TokenKey, TokenState>>;
  readonly signIns: Readonly<Record<HeaderSpecId, OpenSignIn>>;
  /** When a tab last showed a site, as long as the user may return to it. */
  readonly shown: Readonly<Record<Origin, number>>;
  /** By tab id, where a profile renews its token silently: see `tokens/opened-tabs.ts`. */
  readonly openedTabs: Readonly<Record<number, OpenedTab>>;
  /** Unsaved forms, by `draftKeyOf`. */
  readonly drafts: Readonly<Record<string, ProfileDraft>>;
  /** Secrets typed in the popup that are not saved, by header. */
  readonly replacements: Replacements;
  /** When the vault locks unless the user is active before: milliseconds since the Unix epoch. */
  readonly lockAt?: number;
  /** Production profiles that are armed: see `domain/arming.ts`. */
  readonly armed: readonly Armed[];
  /** When some rule has to leave. Absent: none is in force for a time. */
  readonly leavesAt?: Leave;
  /** When the vault was unlocked: milliseconds since the Unix epoch. */
  readonly unlockedAt?: number;
  /** Copies of the settings: a lock must not wait for the disk. */
  readonly autoLockMinutes?: number;
  readonly lockWithComputer?: boolean;
  /** Until then a stored key may be widened: milliseconds since the Unix epoch. */
  readonly confirmedUntil?: number;
  /** Absent: nothing was widened since the unlock. */
  readonly period?: Period;
  /** The last deletion, as long as it can be undone. */
  readonly undo?: Undo;
  /** The hosts of servers where a deleted sign-in was not revoked. */
  readonly unrevokedAt?: readonly string[];
  /** The names and ticks of an import under review. */
  readonly importReview?: ImportReview;
  /** The sites whose pick has ended by itself, until the user has seen it or has chosen again. */
  readonly endedPicks?: EndedPicks;
}

/** The part that outlives a lock. None of it is secret. */
export interface SessionFacts {
  /** The generation of the vault as it was last stored or read. */
  readonly generation?: number;
  readonly lockedBy?: LockReason;
  /**
   * A random id of this session, for the bin and the ends of picks: it is new after the browser or Keybearer
   * restarts.
   */
  readonly start?: string;
  /**
   * The latest time that the clock has shown, as far as the ends of picks need it: milliseconds since the
   * Unix epoch. A clock that was set back brings no ended pick back, also if the vault cannot be written.
   */
  readonly latestNow?: number;
  /** The number of locks so far. A passkey that was asked before the last one must not unlock. */
  readonly locks: number;
  readonly notice?: Notice;
  /** The notice that the user dismissed last: a lasting fault is not shown again. */
  readonly dismissedNotice?: Notice;
  /** One of the two copies could not be written: each read tries again, also of a dismissed notice. */
  readonly copyBehind?: true;
  /** The news that the user has dismissed, if the vault can only be read. */
  readonly dismissedNews?: readonly News[];
  readonly refusedMessages: number;
  /** The due credentials of the last notification: see `notify-due`. */
  readonly notifiedDue: readonly string[];
  readonly updateWaiting: boolean;
  /** The tabs whose toolbar button may show something of its own: see `show-toolbar`. */
  readonly tabsWithFace: readonly number[];
  /** A header in the clipboard, unless the user has copied something else since. */
  readonly copied?: Copied;
  /**
   * The picks of single tabs: ids alone. A lock keeps them, or a tab would take the site's pick at the next
   * unlock. Absent: the browser or Keybearer has just started.
   */
  readonly tabPicks?: TabPicks;
  /** Names the data key that has made the ids of their sites. */
  readonly tabPicksBy?: SiteId;
  /** Picks of single tabs ended otherwise than by the user, who has not read it. */
  readonly tabPicksEnded?: true;
}

export type SessionState = Session & SessionFacts;

/** The session when the browser has started. */
export const EMPTY_SESSION: SessionState = {
  issued: {},
  failures: {},
  clocks: {},
  tokens: {},
  signIns: {},
  shown: {},
  openedTabs: {},
  drafts: {},
  replacements: {},
  armed: [],
  locks: 0,
  refusedMessages: 0,
  notifiedDue: [],
  updateWaiting: false,
  tabsWithFace: [],
};
