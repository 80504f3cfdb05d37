/** Turns an authorization server's metadata into values for the fields of a scheme. Pure. */
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { DescribedIssuer, IssuerMetadata } from '../../domain/proposal';
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

/**
 * Says which fields were filled in, except selects, which show their value themselves, and which the
 * server has given in a form that cannot be used.
 *
 * @param others - Values that do not come from the server's own metadata.
 */
export function filledText(
  scheme: SchemeSummary,
  answer: DescribedIssuer,
  others: CredentialFields = {},
): string {
  const filled = { ...discoveredFields(scheme, answer.metadata), ...others };
  const labels = (isNamed: (name: string) => boolean) =>
    scheme.fields
      .filter(({ name, kind }) => kind !== 'choice' && isNamed(name))
      .map((field) => fieldLabel(scheme.id, { ...field, isOptional: false }))
      .join(', ');
  const leftOut = labels((name) => answer.leftOut.some((each) => each === name));
  return [
    text(
      'discoveryFilled',
      labels((name) => (filled[name] ?? '') !== ''),
    ),
    leftOut && text('discoveryLeftOut', leftOut),
    answer.isForEveryTenant && text('discoveryEveryTenant'),
  ]
    .filter(Boolean)
    .join(' ');
}
