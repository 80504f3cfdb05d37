/** Tells the fields of an auth scheme whose values no page gets back whole. */
import type { CredentialField } from './credential';

const SECRET_KINDS: readonly CredentialField['kind'][] = ['secret', 'secret-lines'];

export function isSecret({ kind }: CredentialField): boolean {
  return SECRET_KINDS.includes(kind);
}
