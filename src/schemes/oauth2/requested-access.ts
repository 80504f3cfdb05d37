/**
 * What a token is asked for: scope, the API that it is for, and what else a server wants to be told.
 *
 * Source: RFC 6749 §3.3; RFC 8707 (resource). `audience` is what some servers ask instead.
 */
import type { CredentialFields } from '../../domain/credential';
import { type ExtraParameters, parseExtraParameters } from './extra-parameters';

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
    ...said('scope', scope),
    ...said('audience', audience),
    ...said('resource', resource),
    parameters: parseExtraParameters('parameters', parameters),
  };
}

/** For the request that decides what the token may. */
export function accessParameters(access: RequestedAccess): Readonly<Record<string, string>> {
  return { ...access.parameters, ...said('scope', access.scope), ...targetParameters(access) };
}

/** For each request that gives a token of it: the API is said anew (RFC 8707 §2.2). */
export function targetParameters(access: RequestedAccess): Readonly<Record<string, string>> {
  return { ...said('audience', access.audience), ...said('resource', access.resource) };
}

/** Left out where there is nothing to say. */
function said<K extends string>(name: K, value = ''): { readonly [name in K]?: string } {
  const text = value.trim();
  // Cast: a computed name loses its type.
  return (text === '' ? {} : { [name]: text }) as { readonly [name in K]?: string };
}
