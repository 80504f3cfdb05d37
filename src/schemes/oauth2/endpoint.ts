/**
 * Checks the addresses of an authorization server that a user types.
 *
 * Source: RFC 6749 §3.1, §3.2.
 */
import type { CredentialFields } from '../../domain/credential';
import { addressProblem } from '../../domain/server-address';
import { fieldError } from '../field-error';

/** @throws AppError `credential-invalid` naming the field. */
export function parseEndpoint(field: string, typed: string): string {
  if (typed.trim() === '') throw fieldError(field, 'required');
  const problem = addressProblem(typed);
  if (problem) throw fieldError(field, problem);
  const url = new URL(typed.trim());
  // RFC 6749 §3.2: an endpoint has no fragment.
  url.hash = '';
  return url.href;
}

/**
 * Checks an endpoint that the issuer knows: if it is empty, the user has not looked it up yet.
 *
 * @throws AppError `credential-invalid` naming the field.
 */
export function parseKnownEndpoint(field: string, fields: CredentialFields): string {
  const { [field]: typed = '', issuer = '' } = fields;
  if (typed.trim() === '' && issuer.trim() !== '') {
    throw fieldError(field, 'endpoint-not-looked-up');
  }
  return parseEndpoint(field, typed);
}
