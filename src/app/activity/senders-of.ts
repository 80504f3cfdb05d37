/** The profiles that have set headers of a request. Pure. */
import type { ProfileSummary } from '../../domain/app-state';
import { headersSetAt } from '../../domain/extras';
import type { Origin } from '../../domain/site';

/**
 * @param sent - The headers that our rules have set.
 * @param profiles - Those that are sent on the origin, in their order.
 */
export function sendersOf(
  sent: readonly { readonly name: string }[],
  profiles: readonly ProfileSummary[],
  origin: Origin,
): readonly ProfileSummary[] {
  const names = sent.map(({ name }) => name.toLowerCase());
  return headersSetAt(origin, profiles)
    .filter(({ header }) => header.headerNames.some((name) => names.includes(name.toLowerCase())))
    .map(({ profile }) => profile);
}
