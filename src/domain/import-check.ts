/** The background’s answer about an imported profile before it is saved. */
import type { Failure } from './errors';
import type { PreviewLine } from './preview';
import type { Origin } from './site';

export interface ImportCheck {
  /** Why it cannot be saved as it is. Absent: it can. */
  readonly failure?: Failure;
  /** Empty: nothing of it can be sent yet. */
  readonly preview: readonly PreviewLine[];
  /** A stored profile has the same sites, headers and credentials, by any name. */
  readonly isThere: boolean;
  /** The servers that its token requests go to, with the client's secret if it has one. */
  readonly tokenOrigins: readonly Origin[];
  /** The other hosts of its sign-ins: pages, issuers, and the servers of headers that are off. */
  readonly otherServers: readonly string[];
}

/** Drafts in one message, so that the background stays free for others. */
export const CHECKS_AT_MOST = 500;
