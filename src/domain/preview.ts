/** The preview of a profile, described from the rules that it compiles to. */

import type { previewDraftSchema } from './draft-schema';
import type { Parsed } from './parsed';

export type PreviewDraft = Parsed<typeof previewDraftSchema>;

/** The headers of one moment, where they go, and who causes the requests that carry them. */
export interface PreviewLine {
  readonly headerNames: readonly string[];
  /** Origin and path of each; `*` matches anything. At least one. */
  readonly places: readonly string[];
  /** Methods of opened addresses that carry the headers; empty: opened addresses carry none. */
  readonly opened: readonly string[];
  /** Hosts whose pages' requests carry the headers. */
  readonly callers: readonly string[];
  /** Methods of those requests; empty: all. */
  readonly methods: readonly string[];
  /** Whether form submissions and iframes of those pages carry the headers too. */
  readonly formsAndFrames: boolean;
  /** Whether pictures and style sheets of those pages carry none. */
  readonly picturesLeftOut: boolean;
  /** Names of headers that are set beside them to keep the answers out of the browser's cache. */
  readonly guards: readonly string[];
}
