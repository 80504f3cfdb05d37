/** The fields of all schemes with a sign-in: the server, the client, and the access to ask for. */
import type { CredentialField, CredentialFields } from '../../domain/credential';
import { fittingFields } from '../../domain/fitting-fields';
import { CLIENT_AUTH_FIELD, clientFieldsOf, parseClient } from './client';
import { parseEndpoint, parseKnownEndpoint } from './endpoint';
import { accessFieldsOf, parseRequestedAccess, type RequestedAccess } from './requested-access';
import type { TokenClient } from './token-request';

export interface SignInCredential extends TokenClient, RequestedAccess {
  /** RFC 7009. Absent: a sign-out does not reach the server. */
  readonly revocationUrl?: string;
}

export const ISSUER_FIELD: CredentialField = { name: 'issuer', kind: 'issuer', isOptional: true };

/** A form shows these after the address at which the sign-in begins. */
export const SIGN_IN_FIELDS: readonly CredentialField[] = [
  { name: 'tokenUrl', kind: 'endpoint' },
  { name: 'clientId', kind: 'text' },
  { name: 'clientSecret', kind: 'secret', isOptional: true, showsTail: true },
  { name: 'scope', kind: 'text', isOptional: true },
  { name: 'revocationUrl', kind: 'endpoint', isOptional: true, isAdvanced: true },
  // A client without a secret has nothing to send.
  { ...CLIENT_AUTH_FIELD, onlyIf: { field: 'clientSecret', is: 'given' } },
  { name: 'audience', kind: 'text', isOptional: true, isAdvanced: true },
  { name: 'resource', kind: 'text', isOptional: true, isAdvanced: true },
  { name: 'parameters', kind: 'lines', isOptional: true, isAdvanced: true },
];

/** @throws AppError `credential-invalid` naming the field. */
export function parseSignIn(typed: CredentialFields): SignInCredential {
  const fields = fittingFields(SIGN_IN_FIELDS, typed);
  const { revocationUrl = '' } = fields;
  return {
    tokenUrl: parseKnownEndpoint('tokenUrl', fields),
    ...parseClient(fields),
    ...(revocationUrl.trim() !== '' && {
      revocationUrl: parseEndpoint('revocationUrl', revocationUrl),
    }),
    ...parseRequestedAccess(fields),
  };
}

export function signInFieldsOf(credential: SignInCredential): CredentialFields {
  const { tokenUrl, revocationUrl = '' } = credential;
  return { tokenUrl, ...clientFieldsOf(credential), revocationUrl, ...accessFieldsOf(credential) };
}
