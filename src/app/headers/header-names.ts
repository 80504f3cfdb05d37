/** Reads the parts of a stored credential that are no secret: the headers that it sets, and the user name. */
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

/** @returns undefined if the user name may be a key, or if this version cannot read the credential. */
export function userNameOf({
  schemeId,
  credential,
}: Pick<HeaderSpec, 'schemeId' | 'credential'>): string | undefined {
  try {
    return knownScheme(schemeId)?.userName?.(credential);
  } catch {
    return undefined;
  }
}
