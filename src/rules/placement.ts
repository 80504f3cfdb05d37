/** The headers of one moment at one place: rules are compiled from placements. */
import type { HeaderSet } from '../domain/header';
import type { Access, Method } from '../domain/profile';
import type { Origin, PathScope } from '../domain/site';

export interface Placement {
  readonly origin: Origin;
  readonly path: PathScope;
  readonly headers: HeaderSet;
  /** Empty: all. */
  readonly methods: readonly Method[];
  readonly access: Access;
}
