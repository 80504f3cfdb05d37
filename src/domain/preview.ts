/** What a profile would do, told from the rules it compiles to. */

import type { Method } from './profile';

/** A draft without its credentials. */
export interface PreviewDraft {
  readonly sites: readonly { readonly url: string; readonly path: string }[];
  readonly headers: readonly {
    readonly headerName: string;
    readonly paths: readonly string[];
    readonly methods: readonly Method[];
  }[];
  readonly callers: readonly string[];
  readonly strict: boolean;
  readonly ownForms: boolean;
  readonly allowHttp: boolean;
}

/** One header, where it goes, and who causes the requests that carry it. */
export interface PreviewLine {
  readonly headerName: string;
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
