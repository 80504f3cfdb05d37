/** What a profile would do, told from the rules it compiles to. */

import type { previewDraftSchema } from './draft-schema';
import type { Parsed } from './parsed';

export type PreviewDraft = Parsed<typeof previewDraftSchema>;

/** The headers of one moment, where they go, and who causes the requests that carry them. */
export interface PreviewLine {
  readonly headerNames: readonly string[];
  /** Origin and path of each; `*` stands for anything. At least one. */
  readonly places: readonly string[];
  /** Methods with which an opened address carries it; empty: it does not. */
  readonly opened: readonly string[];
  /** Hosts whose pages' requests carry it. */
  readonly callers: readonly string[];
  /** Methods of those requests; empty: all. */
  readonly methods: readonly string[];
  /** Whether form posts and frames of those pages carry it too. */
  readonly formsAndFrames: boolean;
}
