/** The results of requests, kept in memory while the vault is open. They hold no secret. */
import type { HeaderSpecId, ProfileId } from './profile';
import type { Origin } from './site';
import type { Limit, Remedy, Verdict } from './verdict';

/** Beyond that many, the oldest entry is dropped. */
export const ACTIVITY_AT_MOST = 500;

export interface ActivityEntry {
  /** A number that counts up, unique while the browser runs. */
  readonly id: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Upper case. */
  readonly method: string;
  readonly origin: Origin;
  /** Masked by `maskAddress`: no values of the query, nothing that looks like a secret. */
  readonly address: string;
  /** A resource type of declarativeNetRequest. */
  readonly type: string;
  /** -1: no tab. */
  readonly tabId: number;
  /** The profile that was picked there; or an extra, if only extras were sent and none was refused. */
  readonly profileId: ProfileId;
  /** `profileId` is an extra beside the picked profile. */
  readonly isOfExtra?: true;
  /** The headers that were sent or should have been, spelled as on the wire. */
  readonly headerNames: readonly string[];
  /** The auth scheme at the start of a header's value, by the header's name: `Basic`. */
  readonly words?: Readonly<Record<string, string>>;
  /** Absent if no answer came. */
  readonly status?: number;
  /** The server's own part of a refusal. */
  readonly refusal?: RefusalFacts;
  readonly verdict: Verdict;
  readonly remedy: Remedy;
  /** The header that needs a sign-in. */
  readonly signIn?: HeaderSpecId;
  /** The header whose token a server gives out. */
  readonly token?: HeaderSpecId;
  /** The remaining requests that the server grants. */
  readonly limits?: readonly Limit[];
  /** The site has set a session cookie, with this answer or an earlier one to our header. */
  readonly cookie?: true;
}

/** No part of it repeats a header that was sent. */
export interface RefusalFacts {
  /** The challenges of `WWW-Authenticate` with their realms: `Bearer realm="IXO"`. */
  readonly challenges: readonly string[];
  /** The server's `Date`, in milliseconds since the Unix epoch. */
  readonly date?: number;
  /** The reason in the server's words. */
  readonly says?: string;
}

export interface Activity {
  readonly nextId: number;
  /** The oldest first. */
  readonly entries: readonly ActivityEntry[];
  readonly seen: SeenHere;
  /** The picked site whose page each tab shows. Empty: the page of another site. */
  readonly pages: Readonly<Record<number, Origin | ''>>;
  /** The sites that have answered our header with a session cookie. */
  readonly cookieSites: readonly Origin[];
}

export const NO_ACTIVITY: Activity = {
  nextId: 1,
  entries: [],
  seen: {},
  pages: {},
  cookieSites: [],
};

/**
 * The one entry that a popup shows for a site in a tab, by `seenKey`. A problem stays until the same
 * address works or the tab leaves the site.
 */
export type SeenHere = Readonly<Record<string, ActivityEntry>>;

export function seenKey(tabId: number, origin: Origin): string {
  return `${tabId} ${origin}`;
}

/** Whether the request needs no remedy. */
export function isFine({ cause }: Verdict): boolean {
  return cause === 'working' || cause === 'from-cache';
}
