/** What has been seen of requests, kept in memory while the vault is open. Never a secret. */
import type { HeaderSpecId, ProfileId } from './profile';
import type { Origin } from './site';
import type { Limit, Remedy, Verdict } from './verdict';

/** More are forgotten, the oldest first. */
export const ACTIVITY_AT_MOST = 500;

export interface ActivityEntry {
  /** Counts up, so that each has a name. */
  readonly id: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Upper case. */
  readonly method: string;
  readonly origin: Origin;
  /** As `maskAddress` makes it: without values of the query, without what looks like a secret. */
  readonly address: string;
  /** A resource type, as declarativeNetRequest names them. */
  readonly type: string;
  /** -1: in no tab. */
  readonly tabId: number;
  /** Who was picked there. */
  readonly profileId: ProfileId;
  /** Of what was sent, or should have been; spelled as on the wire. */
  readonly headerNames: readonly string[];
  /** Absent where nobody has answered. */
  readonly status?: number;
  readonly verdict: Verdict;
  readonly remedy: Remedy;
  /** Where somebody has to sign in to mend it. */
  readonly signIn?: HeaderSpecId;
  /** What the server says is left. */
  readonly limits?: readonly Limit[];
}

export interface Activity {
  readonly nextId: number;
  /** The oldest first. */
  readonly entries: readonly ActivityEntry[];
  readonly seen: SeenHere;
  /** Of which site each tab shows a page; empty: of one that is none of ours. */
  readonly pages: Readonly<Record<number, Origin | ''>>;
}

export const NO_ACTIVITY: Activity = { nextId: 1, entries: [], seen: {}, pages: {} };

/**
 * What a popup shows of a site: in each tab one thing, by `seenKey`. A problem stays until the same
 * address works, or the tab goes elsewhere.
 */
export type SeenHere = Readonly<Record<string, ActivityEntry>>;

export function seenKey(tabId: number, origin: Origin): string {
  return `${tabId} ${origin}`;
}

/** Whether there is nothing to mend. */
export function isFine({ cause }: Verdict): boolean {
  return cause === 'working' || cause === 'from-cache';
}
