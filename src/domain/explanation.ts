/** The headers that a request carries, or the first reason why it carries none. */
import type { Header } from './header';
import type { Verdict } from './verdict';

export interface CarriedHeader {
  /** Spelled as on the wire. */
  readonly headerName: string;
  /** The value, masked by `maskHeader`. */
  readonly masked: string;
  /** The origin and path scope where the header is set. */
  readonly place: string;
}

export interface Carried {
  readonly carries: readonly CarriedHeader[];
  /** Headers that are set beside them to keep the answer out of the browser's cache. No secrets. */
  readonly guards: readonly Header[];
}

export type Explanation = Carried | Verdict;
