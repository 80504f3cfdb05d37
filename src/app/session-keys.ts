/** The keys of the session: when a turn reads each of them, and which outlive a lock. */
import type { Session, SessionFacts, SessionState } from './session';

/** Each key, and when a turn reads it: once with all others, or again where it is used. */
export const KEYS = {
  dataKey: 'once',
  issued: 'once',
  failures: 'once',
  clocks: 'once',
  // A server's answer is stored ahead of the queue.
  tokens: 'where used',
  signIns: 'once',
  shown: 'once',
  openedTabs: 'once',
  // The user goes on typing.
  drafts: 'where used',
  replacements: 'where used',
  // The deadline moves while the user is active.
  lockAt: 'where used',
  armed: 'once',
  leavesAt: 'once',
  unlockedAt: 'once',
  autoLockMinutes: 'once',
  lockWithComputer: 'once',
  confirmedUntil: 'once',
  period: 'once',
  undo: 'once',
  unrevokedAt: 'once',
  // The user goes on choosing.
  importReview: 'where used',
  endedPicks: 'once',
} as const satisfies Record<keyof Session, 'once' | 'where used'>;

export const FACTS = {
  generation: true,
  lockedBy: true,
  start: true,
  latestNow: true,
  locks: true,
  notice: true,
  dismissedNotice: true,
  copyBehind: true,
  dismissedNews: true,
  refusedMessages: true,
  notifiedDue: true,
  updateWaiting: true,
  tabsWithFace: true,
  copied: true,
  tabPicks: true,
  tabPicksBy: true,
  tabPicksEnded: true,
} as const satisfies Record<keyof SessionFacts, true>;

export const SESSION_KEYS: readonly string[] = Object.keys(KEYS);
export const FACT_KEYS: readonly string[] = Object.keys(FACTS);

type ReadWhereUsed = {
  [K in keyof Session]-?: (typeof KEYS)[K] extends 'where used' ? K : never;
}[keyof Session];

/** The session as a turn has read it, without the keys that it must read where it uses them. */
export type SessionSnapshot = Omit<SessionState, ReadWhereUsed>;

/** An explicit undefined removes the key. */
export type SessionChanges = {
  readonly [K in keyof SessionState]?: SessionState[K] | undefined;
};
