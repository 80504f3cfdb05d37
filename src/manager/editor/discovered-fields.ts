/** Turns an authorization server's metadata into values for the fields of a scheme. Pure. */
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { IssuerMetadata } from '../../domain/proposal';
import { text } from '../../platform/texts';
import { fieldLabel } from '../../ui/scheme-text';

/** An object, so that TypeScript reports a missing key. */
const DISCOVERED: Readonly<Record<keyof IssuerMetadata, true>> = {
  issuer: true,
  authorizationUrl: true,
  deviceUrl: true,
  tokenUrl: true,
  revocationUrl: true,
  issCheck: true,
};

/** The chosen scheme if it has an issuer field, else the scheme that signs in by redirect. */
export function schemeToSignIn(
  schemes: readonly SchemeSummary[],
  chosen: SchemeSummary | undefined,
): SchemeSummary | undefined {
  const isChosen = chosen?.fields.some(({ kind }) => kind === 'issuer');
  return isChosen ? chosen : schemes.find(({ signIn }) => signIn === 'redirect');
}

/** Empties each field that the server gives no value for: an old value is of another server. */
export function discoveredFields(
  { fields }: SchemeSummary,
  metadata: IssuerMetadata,
): CredentialFields {
  const entries = fields.filter(({ name }) => Object.hasOwn(DISCOVERED, name));
  // Cast: the filter above leaves only keys of `IssuerMetadata`.
  return Object.fromEntries(
    entries.map(({ name }) => [name, metadata[name as keyof IssuerMetadata] ?? '']),
  );
}

/** Fills in all scopes; the user removes the ones that are not wanted. */
export function discoveredScope(
  { fields }: SchemeSummary,
  scopes: readonly string[],
): CredentialFields {
  return fields.some(({ name }) => name === 'scope') ? { scope: scopes.join(' ') } : {};
}

/** Names the fields that were filled in, except selects, which show their value themselves. */
export function filledText({ id, fields }: SchemeSummary, filled: CredentialFields): string {
  const labels = fields
    .filter(({ name, kind }) => kind !== 'choice' && (filled[name] ?? '') !== '')
    .map((field) => fieldLabel(id, { ...field, isOptional: false }));
  return text('discoveryFilled', labels.join(', '));
}
