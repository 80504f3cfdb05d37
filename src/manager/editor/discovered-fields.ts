/** What servers have told of how one signs in, as the fields of a scheme take it. Pure. */
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { IssuerMetadata } from '../../domain/proposal';
import { text } from '../../platform/texts';
import { fieldLabel } from '../../ui/scheme-text';

/** As an object, so that TypeScript sees that none is missing. */
const DISCOVERED: Readonly<Record<keyof IssuerMetadata, true>> = {
  issuer: true,
  authorizationUrl: true,
  deviceUrl: true,
  tokenUrl: true,
  revocationUrl: true,
  issCheck: true,
};

/** What takes an issuer: the scheme that is chosen, or the one by which people sign in. */
export function schemeToSignIn(
  schemes: readonly SchemeSummary[],
  chosen: SchemeSummary | undefined,
): SchemeSummary | undefined {
  const isChosen = chosen?.fields.some(({ kind }) => kind === 'issuer');
  return isChosen ? chosen : schemes.find(({ signIn }) => signIn === 'redirect');
}

/** What the server has no address for is emptied: that of another server has no business beside it. */
export function discoveredFields(
  { fields }: SchemeSummary,
  told: IssuerMetadata,
): CredentialFields {
  const entries = fields.filter(({ name }) => Object.hasOwn(DISCOVERED, name));
  // Cast: the names of what is told, as has just been seen.
  return Object.fromEntries(
    entries.map(({ name }) => [name, told[name as keyof IssuerMetadata] ?? '']),
  );
}

/** All that there are: which of them are wanted is the user's to say. */
export function discoveredScope(
  { fields }: SchemeSummary,
  scopes: readonly string[],
): CredentialFields {
  return fields.some(({ name }) => name === 'scope') ? { scope: scopes.join(' ') } : {};
}

/** Which addresses and scope are there now; what is to be chosen shows itself. */
export function filledText({ id, fields }: SchemeSummary, filled: CredentialFields): string {
  const labels = fields
    .filter(({ name, kind }) => kind !== 'choice' && (filled[name] ?? '') !== '')
    .map((field) => fieldLabel(id, { ...field, isOptional: false }));
  return text('discoveryFilled', labels.join(', '));
}
