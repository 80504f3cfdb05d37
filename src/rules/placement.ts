/** One header at one place: what the rules are compiled from. */
import type { Header } from '../domain/header';
import type { Access, Method } from '../domain/profile';
import type { Origin, PathScope } from '../domain/site';

export interface Placement {
  readonly origin: Origin;
  readonly path: PathScope;
  readonly header: Header;
  /** Empty: all. */
  readonly methods: readonly Method[];
  readonly access: Access;
}
