/** A profile and a header as a format has found them in a source. */
import type { Remark } from '../../domain/imported';
import type { Method } from '../../domain/profile';
import type { SourcePlace } from '../place/source-place';

export interface Found {
  readonly name: string;
  readonly note?: string;
  /** Empty: the source names no place, and the remark `site-missing` is added. */
  readonly places: readonly SourcePlace[];
  readonly headers: readonly FoundHeader[];
  readonly remarks?: readonly Remark[];
  /** False: the source's filter is narrower than `places`, or unknown. */
  readonly isExact: boolean;
  /** Addresses that the user opens carry no header: the source's filter takes scripts only. */
  readonly isStrict?: boolean;
}

export interface FoundHeader {
  readonly schemeId: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Empty: all. */
  readonly methods?: readonly Method[];
  /** Switched off in the source. */
  readonly isOff?: boolean;
  /** A placeholder stood in a field, which is empty now: never ready. */
  readonly isOpen?: boolean;
}

/** In lower case: two headers of one name cannot both be sent. */
export function nameOfHeader({ fields: { headerName = 'Authorization' } }: FoundHeader): string {
  return headerName.toLowerCase();
}
