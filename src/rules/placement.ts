/** The headers of one moment at one place: rules are compiled from placements. */
import type { HeaderSet } from '../domain/header';
import type { Access, Method, Production } from '../domain/profile';
import type { Origin, PathScope } from '../domain/site';
import type { TabScope } from '../domain/tab-scope';

export interface Placement {
  readonly origin: Origin;
  readonly path: PathScope;
  /** Nothing below the path: see `reads.ts`. */
  readonly isExact?: true;
  readonly headers: HeaderSet;
  /** Empty: all. */
  readonly methods: readonly Method[];
  readonly access: Access;
  /** Only reads carry the headers: see `reads.ts`. Absent: all of the methods do. */
  readonly reads?: Production;
  /** Absent: all tabs, and requests without one. */
  readonly tabs?: TabScope;
}
