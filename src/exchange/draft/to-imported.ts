/** Makes the draft of a profile from what a format has found, and judges whether it is ready. */
import type { ImportedProfile, Remark } from '../../domain/imported';
import type { Method } from '../../domain/profile';
import type { HeaderDraft } from '../../domain/profile-draft';
import type { SourcePlace } from '../place/source-place';

/** A profile as a format has found it. */
export interface Found {
  readonly name: string;
  readonly note?: string;
  /** Empty: the source names no place, and the remark `site-missing` is added here. */
  readonly places: readonly SourcePlace[];
  readonly headers: readonly FoundHeader[];
  readonly remarks?: readonly Remark[];
  /** False: the source's filter is narrower than `places`, or unknown. */
  readonly isExact: boolean;
}

export interface FoundHeader {
  readonly schemeId: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Empty: all. */
  readonly methods?: readonly Method[];
  /** Switched off in the source. */
  readonly isOff?: boolean;
}

/** Remarks `site-missing`, `http-plain`, `credential-missing`, `credential-invalid` are added here. */
export declare function toImported(found: Found): ImportedProfile;

export type { HeaderDraft };
