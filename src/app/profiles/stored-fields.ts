/**
 * The stored values that a draft keeps beside the fields that the user has typed.
 *
 * A kept secret goes only to the servers that it was stored with: the form empties it when a destination
 * changes, and this refuses a page that does not.
 */
import type { CredentialFields } from '../../domain/credential';
import { destinationsOf, isSameServer } from '../../domain/destinations';
import { AppError, type FieldProblem } from '../../domain/errors';
import type { HeaderSpec } from '../../domain/profile';
import type { AuthScheme } from '../../schemes/auth-scheme';

/**
 * @param names - The fields whose stored value stays.
 * @param stored - The header that the draft edits. Undefined: it is gone.
 * @throws AppError `credential-invalid` naming the first field whose value cannot stay: it is not stored
 * (`required`), or a destination has changed (`destination-changed`).
 */
export function withStoredFields(
  scheme: AuthScheme,
  typed: CredentialFields,
  names: readonly string[],
  stored: Pick<HeaderSpec, 'schemeId' | 'credential'> | undefined,
): CredentialFields {
  const [first] = names;
  if (first === undefined) return typed;
  if (stored?.schemeId !== scheme.id) throw lost(first, 'required');
  const known = scheme.fieldsOf(stored.credential);
  const missing = names.find((name) => !Object.hasOwn(known, name));
  if (missing !== undefined) throw lost(missing, 'required');
  const servers = destinationsOf(scheme.fields, known);
  if (!isSameServer(servers, destinationsOf(scheme.fields, typed))) {
    throw lost(first, 'destination-changed');
  }
  const kept = Object.entries(known).filter(([name]) => names.includes(name));
  return { ...typed, ...Object.fromEntries(kept) };
}

function lost(field: string, problem: FieldProblem): AppError {
  return new AppError('credential-invalid', `${field} is not kept`, { field, problem });
}
