/** Passkeys as the pages know them. */

/** More than a person has authenticators. */
export const PASSKEYS_AT_MOST = 16;

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
