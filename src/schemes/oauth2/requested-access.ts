/**
 * The access to ask for with a token: its scope, its API, and extra parameters.
 *
 * Source: RFC 6749 §3.3; RFC 8707 (resource). Some servers take `audience` instead.
 */
import type { CredentialFields } from '../../domain/credential';
import {
  type ExtraParameters,
  extraParametersText,
  parseExtraParameters,
} from './extra-parameters';

export interface RequestedAccess {
  readonly scope?: string;
  readonly audience?: string;
  readonly resource?: string;
  readonly parameters: ExtraParameters;
}

/** @throws AppError `credential-invalid` naming the field. */
export function parseRequestedAccess({
  scope,
  audience,
  resource,
  parameters = '',
}: CredentialFields): RequestedAccess {
  return {
    ...ifGiven('scope', scope),
    ...ifGiven('audience', audience),
    ...ifGiven('resource', resource),
    parameters: parseExtraParameters('parameters', parameters),
  };
}

export function accessFieldsOf(access: RequestedAccess): CredentialFields {
  const { scope = '', audience = '', resource = '', parameters } = access;
  return { scope, audience, resource, parameters: extraParametersText(parameters) };
}

/** Parameters of the request that decides the token's access. */
export function accessParameters(access: RequestedAccess): Readonly<Record<string, string>> {
  return { ...access.parameters, ...ifGiven('scope', access.scope), ...targetParameters(access) };
}

/** Parameters of every token request: each one names the API again (RFC 8707 §2.2). */
export function targetParameters(access: RequestedAccess): Readonly<Record<string, string>> {
  return { ...ifGiven('audience', access.audience), ...ifGiven('resource', access.resource) };
}

/** @returns an object without the member if the text is empty. */
function ifGiven<K extends string>(name: K, value = ''): { readonly [name in K]?: string } {
  const text = value.trim();
  // Cast: TypeScript forgets the type of a computed name.
  return (text === '' ? {} : { [name]: text }) as { readonly [name in K]?: string };
}
