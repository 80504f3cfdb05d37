/** The preview of a profile, described from the rules that it compiles to. */

import type { Method } from './profile';

/** A draft without its credentials. */
export interface PreviewDraft {
  readonly sites: readonly { readonly url: string; readonly path: string }[];
  readonly headers: readonly {
    /** One or more: the headers that are sent together. */
    readonly headerNames: readonly string[];
    readonly paths: readonly string[];
    readonly methods: readonly Method[];
  }[];
  readonly callers: readonly string[];
  readonly strict: boolean;
  readonly ownForms: boolean;
  readonly allowHttp: boolean;
}

/** The headers of one moment at one place. */
export interface PreviewLine {
  readonly headerNames: readonly string[];
  /** Origin and path; `*` matches anything. */
  readonly place: string;
  /** Methods of opened addresses that carry the headers; empty: opened addresses carry none. */
  readonly opened: readonly string[];
  /** Hosts whose pages' requests carry the headers. */
  readonly callers: readonly string[];
  /** Methods of those requests; empty: all. */
  readonly methods: readonly string[];
  /** Whether form submissions and iframes of those pages carry the headers too. */
  readonly formsAndFrames: boolean;
}
