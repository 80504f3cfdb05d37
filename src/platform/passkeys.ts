/**
 * Passkeys that unlock the vault. For a fixed input an authenticator computes 32 bytes that no other
 * device can compute, and the vault's key is wrapped under them. No signature is needed or checked.
 *
 * Source: WebAuthn Level 3 §5 and §10.1.4 (the PRF extension).
 */
import { AppError } from '../domain/errors';
import type { NewPasskey, PasskeyAnswer, PasskeyRequest } from '../domain/passkey';

/** The relying party is the extension's id, which only its own pages may use. */
const RP_NAME = 'Keybearer';
const ES256 = -7;
const RS256 = -257;

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

interface PasskeyWish {
  /** The name that the browser and the authenticator show. */
  readonly name: string;
  readonly existing: readonly PasskeyRequest[];
}

/**
 * @returns undefined if the user cancelled.
 * @throws {@link AppError} `passkey-there` if the authenticator has one of `existing`,
 * `passkey-unsupported`, `passkey-failed`.
 */
export async function createPasskey(wish: PasskeyWish): Promise<NewPasskey | undefined> {
  const prfInput = randomBytes().toBase64();
  const credential = await ceremony(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: randomBytes(),
        rp: { name: RP_NAME },
        // A new user id: with a known one the authenticator would replace its passkey.
        user: { id: randomBytes(), name: wish.name, displayName: wish.name },
        pubKeyCredParams: [ES256, RS256].map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: wish.existing.map(describe),
        authenticatorSelection: {
          userVerification: 'required',
          // Not needed to find the passkey, but many authenticators have PRF for resident keys only.
          residentKey: 'preferred',
        },
        extensions: { prf: { eval: inputOf(prfInput) } },
      },
    }),
  );
  if (!credential) return undefined;
  const made = { slotId: crypto.randomUUID(), credentialId: credential.id, prfInput };
  const secret = secretOf(credential);
  if (secret) return { ...made, secret };
  if (!credential.getClientExtensionResults().prf?.enabled) {
    throw new AppError('passkey-unsupported', 'the authenticator has no PRF');
  }
  // Many authenticators give a PRF result only in a second ceremony.
  const answer = await answerPasskeys([made]);
  return answer && { ...made, ...answer };
}

async function ceremony(
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
function secretOf(credential: PublicKeyCredential): string | undefined {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!first) return undefined;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return bytes.toBase64();
}

function describe({ credentialId }: PasskeyRequest): PublicKeyCredentialDescriptor {
  return {
    type: 'public-key',
    id: Uint8Array.fromBase64(credentialId, { alphabet: 'base64url' }),
  };
}

function inputOf(prfInput: string): AuthenticationExtensionsPRFValues {
  return { first: Uint8Array.fromBase64(prfInput) };
}

function randomBytes(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}
