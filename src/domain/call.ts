/** A page of one site that calls the API of another. */
import type { Origin } from './site';

export interface Call {
  /** The origin of the page. */
  readonly caller: Origin;
  /** The origin of the API. */
  readonly site: Origin;
}
