/** The headers of one moment at one place: rules are compiled from placements. */
import type { HeaderSet } from '../domain/header';
import type { Access, Method } from '../domain/profile';
import type { Origin, PathScope } from '../domain/site';
import type { TabScope } from '../domain/tab-scope';

export interface Placement {
  readonly origin: Origin;
  readonly path: PathScope;
  readonly headers: HeaderSet;
  /** Empty: all. */
  readonly methods: readonly Method[];
  readonly access: Access;
  /** Absent: all tabs, and requests without one. */
  readonly tabs?: TabScope;
}
