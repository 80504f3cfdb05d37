/** The headers that a stored credential sets. */
import type { HeaderSpec } from '../../domain/profile';
import { knownScheme } from '../../schemes';

/** @returns an empty list if this version cannot read the credential: then the header fails alone. */
export function headerNamesOf({
  schemeId,
  credential,
}: Pick<HeaderSpec, 'schemeId' | 'credential'>): readonly string[] {
  try {
    return knownScheme(schemeId)?.headerNames(credential) ?? [];
  } catch {
    return [];
  }
}
