/** Finds the headers whose secret can be replaced alone: they have one, and the user types it. Pure. */
import type { ProfileSummary } from './app-state';
import type { SchemeSummary } from './credential';

/** @param names - Of headers on the wire: the profile's header with one of them counts. */
export function hasSoleSecret(
  { headers }: ProfileSummary,
  names: readonly string[],
  schemes: readonly SchemeSummary[],
): boolean {
  return headers.some(({ headerNames, schemeId, tokenOrigins }) => {
    if (tokenOrigins.length > 0 || !headerNames.some((name) => names.includes(name))) return false;
    const { fields = [] } = schemes.find(({ id }) => id === schemeId) ?? {};
    return fields.filter(({ kind }) => kind === 'secret' || kind === 'secret-lines').length === 1;
  });
}
