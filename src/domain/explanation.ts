/** Whether a request carries headers of ours: which, or the first thing that keeps them away. */
import type { Verdict } from './verdict';

export interface CarriedHeader {
  /** Spelled as on the wire. */
  readonly headerName: string;
  /** What may be shown of its value: see `maskHeader`. */
  readonly masked: string;
  /** From where on it is set: an origin and a path scope. */
  readonly place: string;
}

export type Explanation = { readonly carries: readonly CarriedHeader[] } | Verdict;
