/** The stored credential of a header with another secret in place of its only one. */
import type { CredentialFields } from '../../domain/credential';
import { AppError, type FieldProblem } from '../../domain/errors';
import { askedFields } from '../../domain/fitting-fields';
import { isSecret } from '../../domain/is-secret';
import type { HeaderSpec } from '../../domain/profile';
import { findScheme } from '../../schemes';

interface ReplacedSecret {
  /** The name of the secret field. */
  readonly field: string;
  /** All fields of the scheme: the typed secret, and the stored values beside it. */
  readonly fields: CredentialFields;
}

/**
 * @throws AppError `credential-invalid` naming a field that only the editor asks for: the scheme has
 * several secrets or gets its token from a server, or the stored credential does not say what the user
 * typed there.
 */
export function replacedSecret(
  { schemeId, credential }: Pick<HeaderSpec, 'schemeId' | 'credential'>,
  value: string,
): ReplacedSecret {
  const scheme = findScheme(schemeId);
  const [secret, another] = scheme.fields.filter(isSecret);
  if (!secret || another || scheme.grant) throw refused('schemeId', 'required');
  const stored = scheme.fieldsOf(credential);
  // A key in another field, such as a user name: the user would have to replace that one.
  const [key] = scheme.secretsAmong?.(credential) ?? [];
  if (key !== undefined) throw refused(key, 'required');
  const asked = askedFields(scheme.fields, stored);
  const unknown = asked.find(({ name }) => !Object.hasOwn(stored, name));
  if (unknown) throw refused(unknown.name, 'required');
  // A user name alone may be a credential, but the user who replaces a secret types one.
  if (value.trim() === '') throw refused(secret.name, 'required');
  return { field: secret.name, fields: { ...stored, [secret.name]: value } };
}

function refused(field: string, problem: FieldProblem): AppError {
  return new AppError('credential-invalid', `${field}: ${problem}`, { field, problem });
}
