/** What a profile would do, told from the rules it compiles to. */

import type { previewDraftSchema } from './draft-schema';
import type { Parsed } from './parsed';

export type PreviewDraft = Parsed<typeof previewDraftSchema>;

/** The headers of one moment at one place. */
export interface PreviewLine {
  readonly headerNames: readonly string[];
  /** Origin and path; `*` stands for anything. */
  readonly place: string;
  /** Methods with which an opened address carries it; empty: it does not. */
  readonly opened: readonly string[];
  /** Hosts whose pages' requests carry it. */
  readonly callers: readonly string[];
  /** Methods of those requests; empty: all. */
  readonly methods: readonly string[];
  /** Whether form posts and frames of those pages carry it too. */
  readonly formsAndFrames: boolean;
}
