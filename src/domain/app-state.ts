/** What the pages know: everything they show, and no credential. */
import type { SchemeId, SchemeSummary } from './credential';
import type { Failure } from './errors';
import type { Access, Colour, HeaderSpecId, Method, Picks, ProfileId } from './profile';
import type { Origin, PathScope, Site } from './site';

export type VaultStatus = 'missing' | 'locked' | 'unlocked' | 'damaged' | 'newer';

/** What is known about one header of a profile at this moment. */
export type HeaderStatus =
  | { readonly state: 'idle' }
  | {
      readonly state: 'installed';
      readonly name: string;
      /** Milliseconds since the Unix epoch. */
      readonly issuedAt: number;
      readonly expiresAt?: number;
    }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface HeaderSummary {
  readonly id: HeaderSpecId;
  readonly schemeId: SchemeId;
  /** Spelled as on the wire; empty where this version does not know the scheme. */
  readonly headerName: string;
  readonly paths: readonly PathScope[];
  readonly methods: readonly Method[];
  readonly status: HeaderStatus;
}

export interface ProfileSummary extends Access {
  readonly id: ProfileId;
  readonly revision: number;
  readonly name: string;
  readonly colour: Colour;
  readonly note: string;
  readonly sites: readonly Site[];
  readonly headers: readonly HeaderSummary[];
  readonly allowHttp: boolean;
}

export interface AppState {
  readonly vault: VaultStatus;
  /** Empty unless unlocked: names and sites are nobody's business either. */
  readonly profiles: readonly ProfileSummary[];
  readonly picks: Picks;
  /** The picked origins on which the browser lets Keybearer work. */
  readonly allowed: readonly Origin[];
  readonly paused: boolean;
  readonly autoLockMinutes: number;
  readonly schemes: readonly SchemeSummary[];
}
