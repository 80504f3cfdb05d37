/** Where on an origin a header goes. */
import { isInside, type Origin, type PathScope, type Site } from '../domain/site';

/**
 * @param paths - The header's own; empty: wherever the sites are.
 * @returns its own paths as far as the sites reach, else the sites' own.
 */
export function placementsAt(
  origin: Origin,
  sites: readonly Site[],
  paths: readonly PathScope[],
): readonly PathScope[] {
  const scopes = sites.filter((site) => site.origin === origin).map(({ path }) => path);
  if (paths.length === 0) return scopes;
  return paths.filter((path) => scopes.some((scope) => isInside(path, scope)));
}
