/** The fields of a credential that a shared file may hold, and the names of those that it leaves out. */
import type { CredentialField, CredentialFields } from '../../domain/credential';
import { isDestination } from '../../domain/destinations';
import { isSecret } from '../../domain/is-secret';
import { secretTexts } from '../../domain/secret-texts';
import type { AuthScheme } from '../../schemes/auth-scheme';
import { credentialKeysOfBody } from '../stated/credential-keys';

export interface OpenFields {
  readonly fields: CredentialFields;
  readonly asks: readonly string[];
}

/** A shorter secret occurs in other texts by chance. */
export const SHORTEST_SECRET = 5;

/**
 * A field is left out if its kind is secret, if it holds a secret in this credential, if its text contains
 * one of these, if it is an address with a query: some servers take a key there, or if it lists values of
 * which the name of one says that it is a credential.
 */
export function openFieldsOf(scheme: AuthScheme, credential: unknown): OpenFields {
  const stored = scheme.fieldsOf(credential);
  const among = scheme.secretsAmong?.(credential) ?? [];
  const textIn = ({ name }: CredentialField) => stored[name] ?? '';
  const isNamed = (field: CredentialField) => isSecret(field) || among.includes(field.name);
  const secrets = scheme.fields
    .filter(isNamed)
    .flatMap((field) => secretTexts(field, textIn(field)))
    .filter(({ length }) => length >= SHORTEST_SECRET);
  const isOpen = (field: CredentialField) => {
    const value = textIn(field);
    if (isNamed(field) || secrets.some((secret) => value.includes(secret))) return false;
    if (isDestination(field)) return !value.includes('?');
    return (
      field.kind !== 'lines' ||
      credentialKeysOfBody(value.replaceAll(/\s*\n\s*/g, '&')).length === 0
    );
  };
  const isFilled = (field: CredentialField) => textIn(field) !== '';
  // An empty text may stand in the place of an initial one.
  const isSaid = (field: CredentialField) =>
    isFilled(field) || (field.initial !== undefined && Object.hasOwn(stored, field.name));
  const open = scheme.fields.filter((field) => isSaid(field) && isOpen(field));
  const left = scheme.fields.filter((field) => isFilled(field) && !isOpen(field));
  return {
    fields: Object.fromEntries(open.map((field) => [field.name, textIn(field)])),
    asks: left.map(({ name }) => name),
  };
}
