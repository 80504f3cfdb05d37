/** The headers that an auth of a collection sends, as far as Keybearer has a scheme for them. */
import type { Remark, RemarkCode } from '../../domain/imported';
import type { FoundHeader } from '../draft/found';

export interface FoundAuth {
  readonly headers: readonly FoundHeader[];
  readonly remarks: readonly Remark[];
}

export function reported(code: RemarkCode, place: string): FoundAuth {
  return { headers: [], remarks: [{ code, place }] };
}
