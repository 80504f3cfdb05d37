/**
 * Checks the name of an authorization server: a URL without query and fragment.
 *
 * Source: RFC 8414 §2; RFC 9207 §2.4 (compared as a string, so its spelling is kept).
 */
import type { CredentialFields } from '../../domain/credential';
import { addressProblem } from '../../domain/server-address';
import { fieldError } from '../field-error';

/** @throws AppError `credential-invalid` naming the field. */
export function parseIssuer({ issuer: typed = '' }: CredentialFields): {
  readonly issuer?: string;
} {
  const issuer = typed.trim();
  if (issuer === '') return {};
  const problem = addressProblem(issuer);
  if (problem) throw fieldError('issuer', problem);
  if (/[?#]/.test(issuer)) throw fieldError('issuer', 'issuer-query');
  return { issuer };
}
