/** Passkeys as the pages know them. */
import type { FieldProblem } from './errors';

/** More than a person has authenticators. */
export const PASSKEYS_AT_MOST = 16;

const NAME_MAX_LENGTH = 80;

/** One that unlocks, as settings list it. */
export interface PasskeySummary {
  readonly slotId: string;
  readonly name: string;
}

/** What a page needs to ask an authenticator for one: nothing secret, nothing that names anybody. */
export interface PasskeyRequest {
  readonly slotId: string;
  /** Base64url. */
  readonly credentialId: string;
  /** 32 bytes, base64: what its PRF is asked about. */
  readonly prfInput: string;
}

/** What one ceremony gave: the PRF's answer to the slot's input, 32 bytes, base64. */
export interface PasskeyAnswer {
  readonly slotId: string;
  readonly secret: string;
}

/** One that has just been made. */
export type NewPasskey = PasskeyRequest & PasskeyAnswer;

/** What is wrong with the name of a new one. It is all that tells it from the others. */
export function passkeyNameProblem(
  typed: string,
  others: readonly PasskeySummary[],
): FieldProblem | undefined {
  const name = typed.trim();
  if (name === '') return 'required';
  if (name.length > NAME_MAX_LENGTH) return 'too-long';
  return others.some((other) => other.name === name) ? 'name-taken' : undefined;
}
