/**
 * Checks the name of an authorization server: a URL without query and fragment.
 *
 * Source: RFC 8414 §2; RFC 9207 §2.4 (compared as a string, so its spelling is kept).
 */
import type { CredentialFields } from '../../domain/credential';
import { withoutMetadataPart } from '../../domain/metadata-address';
import { addressProblem } from '../../domain/server-address';
import { fieldError } from '../field-error';

/**
 * @returns the issuer, without the part that makes it the address of its metadata.
 * @throws AppError `credential-invalid` naming the field.
 */
export function parseIssuer({ issuer: typed = '' }: CredentialFields): {
  readonly issuer?: string;
} {
  const issuer = withoutMetadataPart(typed);
  if (issuer === '') return {};
  const problem = addressProblem(issuer);
  if (problem) throw fieldError('issuer', problem);
  if (/[?#]/.test(issuer)) throw fieldError('issuer', 'issuer-query');
  return { issuer };
}
