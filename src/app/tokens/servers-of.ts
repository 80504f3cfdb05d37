/** Finds the servers to which a profile can send a secret beside its sites, or where its user enters one. Pure. */
import { destinationsOf } from '../../domain/destinations';
import type { HeaderSpec, Profile } from '../../domain/profile';
import { findScheme } from '../../schemes';

/**
 * Counts the headers that are off and the replaced credentials too: the user may turn one on, or go back to
 * the other.
 *
 * @returns hosts, each once.
 */
export function serversOf({ headers }: Pick<Profile, 'headers'>): readonly string[] {
  const held = headers.flatMap(({ previousCredential: previous, ...header }) =>
    previous ? [header, previous] : [header],
  );
  return [...new Set(held.flatMap(hostsOf))];
}

function hostsOf({
  schemeId,
  credential,
}: Pick<HeaderSpec, 'schemeId' | 'credential'>): readonly string[] {
  const scheme = findScheme(schemeId);
  const origins = Object.values(destinationsOf(scheme.fields, scheme.fieldsOf(credential)));
  return origins.map((origin) => new URL(origin).host);
}
