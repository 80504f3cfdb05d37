/**
 * The addresses of an authorization server, which get secrets: by https, or on this computer.
 *
 * Source: RFC 6749 §3.1, §3.2; RFC 8252 §8.3.
 */
import type { CredentialFields } from '../../domain/credential';
import type { FieldProblem } from '../../domain/errors';
import { isLoopback } from '../../domain/site';
import { fieldError } from '../field-error';

/** @throws AppError `credential-invalid` naming the field. */
export function parseEndpoint(field: string, typed: string): string {
  if (typed.trim() === '') throw fieldError(field, 'required');
  const problem = addressProblem(typed);
  if (problem) throw fieldError(field, problem);
  const url = new URL(typed.trim());
  // RFC 6749 §3.2: it has no fragment.
  url.hash = '';
  return url.href;
}

/**
 * One that the issuer can tell, and has not been asked for.
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

/** @returns why nothing secret may go there, and nobody be sent there to enter one. */
export function addressProblem(address: string): FieldProblem | undefined {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return 'endpoint-not-a-url';
  if (url.username !== '' || url.password !== '') return 'endpoint-user-info';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'endpoint-http';
  return undefined;
}
