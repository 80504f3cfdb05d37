/** The headers that a request carries, or the first reason why it carries none. */
import type { Verdict } from './verdict';

export interface CarriedHeader {
  /** Spelled as on the wire. */
  readonly headerName: string;
  /** The value, masked by `maskHeader`. */
  readonly masked: string;
  /** The origin and path scope where the header is set. */
  readonly place: string;
}

export type Explanation = { readonly carries: readonly CarriedHeader[] } | Verdict;
