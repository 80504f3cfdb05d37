/** The sites of a profile, and the servers that give out its tokens. */
import type { ProfileSummary } from '../domain/app-state';
import type { Origin } from '../domain/site';
import { tokenOriginsOf } from '../domain/token-origins';

export function originsOf({ sites, headers }: ProfileSummary): readonly Origin[] {
  return [...sites.map(({ origin }) => origin), ...tokenOriginsOf(headers)];
}
