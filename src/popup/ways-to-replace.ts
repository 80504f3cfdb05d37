/** Finds the ways to replace the credential of each header without the editor. Pure. */
import type { HeaderSummary, ProfileSummary } from '../domain/app-state';
import type { CredentialField, SchemeSummary } from '../domain/credential';
import { isSecret } from '../domain/is-secret';

export type WayToReplace =
  | { readonly kind: 'type'; readonly field: CredentialField }
  /** A server gives out its token, or the user signs in. */
  | { readonly kind: 'get-token' | 'sign-in' }
  /** The editor asks for several fields. */
  | { readonly kind: 'edit' };

export interface ReplaceableHeader {
  readonly header: HeaderSummary;
  readonly way: WayToReplace;
}

export function waysToReplace(
  { headers }: ProfileSummary,
  schemes: readonly SchemeSummary[],
): readonly ReplaceableHeader[] {
  return headers.map((header) => ({ header, way: wayOf(header, schemes) }));
}

function wayOf(
  { schemeId, signedIn, getsToken, tokenOrigins }: HeaderSummary,
  schemes: readonly SchemeSummary[],
): WayToReplace {
  if (getsToken) return { kind: 'get-token' };
  if (signedIn !== undefined) return { kind: 'sign-in' };
  const secrets = schemes.find(({ id }) => id === schemeId)?.fields.filter(isSecret) ?? [];
  const [field] = secrets;
  if (!field || secrets.length > 1 || tokenOrigins.length > 0) return { kind: 'edit' };
  return { kind: 'type', field };
}
