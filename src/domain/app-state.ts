/** What the pages know: everything they show, and no credential. */
import type { SchemeId, SchemeSummary } from './credential';
import type { HeaderSpecId, HeaderStatus, Picks, ProfileId } from './profile';
import type { Origin, Site } from './site';

export type VaultStatus = 'missing' | 'locked' | 'unlocked' | 'damaged' | 'newer';

export interface HeaderSummary {
  readonly id: HeaderSpecId;
  readonly schemeId: SchemeId;
  readonly status: HeaderStatus;
}

export interface ProfileSummary {
  readonly id: ProfileId;
  readonly name: string;
  readonly sites: readonly Site[];
  readonly headers: readonly HeaderSummary[];
}

export interface AppState {
  readonly vault: VaultStatus;
  /** Empty unless unlocked: names and sites are nobody's business either. */
  readonly profiles: readonly ProfileSummary[];
  readonly picks: Picks;
  /** The picked origins on which the browser lets Keybearer work. */
  readonly allowed: readonly Origin[];
  readonly schemes: readonly SchemeSummary[];
}
