/** Passkeys as the pages know them. */
import type { FieldProblem } from './errors';

/** People have fewer authenticators than this. */
export const PASSKEYS_AT_MOST = 16;

const NAME_MAX_LENGTH = 80;

/** A passkey in the settings. */
export interface PasskeySummary {
  readonly slotId: string;
  readonly name: string;
}

/** The data for a request to an authenticator: no secret, and no name of a person. */
export interface PasskeyRequest {
  readonly slotId: string;
  /** Base64url. */
  readonly credentialId: string;
  /** The input of the PRF: 32 bytes, base64. */
  readonly prfInput: string;
}

/** The result of one ceremony: the PRF's output for the slot's input, 32 bytes, base64. */
export interface PasskeyAnswer {
  readonly slotId: string;
  readonly secret: string;
}

/** A passkey that was just created. */
export type NewPasskey = PasskeyRequest & PasskeyAnswer;

/** @returns the problem of a new passkey's name. The name alone tells it from the others. */
export function passkeyNameProblem(
  typed: string,
  others: readonly PasskeySummary[],
): FieldProblem | undefined {
  const name = typed.trim();
  if (name === '') return 'required';
  if (name.length > NAME_MAX_LENGTH) return 'too-long';
  return others.some((other) => other.name === name) ? 'name-taken' : undefined;
}
