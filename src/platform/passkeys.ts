/**
 * Passkeys that unlock the vault. For a fixed input an authenticator computes 32 bytes that no other
 * device can compute, and the vault's key is wrapped under them. No signature is needed or checked.
 *
 * Source: WebAuthn Level 3 §5 and §10.1.4 (the PRF extension).
 */
import { AppError } from '../domain/errors';
import type { PasskeyAnswer, PasskeyRequest } from '../domain/passkey';

/**
 * Asks for any one of these passkeys.
 *
 * @returns undefined if the user cancelled.
 * @throws {@link AppError} `passkey-unsupported`, `passkey-failed`.
 */
export async function answerPasskeys(
  requests: readonly PasskeyRequest[],
): Promise<PasskeyAnswer | undefined> {
  const credential = await ceremony(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: randomBytes(),
        allowCredentials: requests.map(describe),
        userVerification: 'required',
        extensions: {
          prf: {
            evalByCredential: Object.fromEntries(
              requests.map(({ credentialId, prfInput }) => [credentialId, inputOf(prfInput)]),
            ),
          },
        },
      },
    }),
  );
  const request = requests.find(({ credentialId }) => credentialId === credential?.id);
  if (!credential || !request) return undefined;
  const secret = secretOf(credential);
  if (!secret) throw new AppError('passkey-unsupported', 'no PRF in the answer');
  return { slotId: request.slotId, secret };
}

/** @returns undefined if the user cancelled. @throws {@link AppError} `passkey-there`, `passkey-failed`. */
export async function ceremony(
  begin: () => Promise<Credential | null>,
): Promise<PublicKeyCredential | undefined> {
  try {
    const credential = await begin();
    return credential instanceof PublicKeyCredential ? credential : undefined;
  } catch (error) {
    const name = error instanceof DOMException ? error.name : undefined;
    // The browser reports a cancelled prompt and a timeout alike.
    if (name === 'NotAllowedError' || name === 'AbortError') return undefined;
    if (name === 'InvalidStateError') throw new AppError('passkey-there', 'already registered');
    throw new AppError('passkey-failed', `the ceremony failed: ${name}`);
  }
}

/** 32 bytes in base64, or undefined if the authenticator gave none. */
export function secretOf(credential: PublicKeyCredential): string | undefined {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!first) return undefined;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return bytes.toBase64();
}

export function describe({ credentialId }: PasskeyRequest): PublicKeyCredentialDescriptor {
  return {
    type: 'public-key',
    id: Uint8Array.fromBase64(credentialId, { alphabet: 'base64url' }),
  };
}

export function inputOf(prfInput: string): AuthenticationExtensionsPRFValues {
  return { first: Uint8Array.fromBase64(prfInput) };
}

export function randomBytes(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}
