/**
 * Passkeys as a way to unlock. What an authenticator answers to a fixed input is 32 bytes that
 * nobody else can compute: the vault's key is wrapped under them. Who signs what does not matter
 * here, so no signature is looked at.
 *
 * Source: WebAuthn Level 3 §5 and §10.1.4 (the PRF extension).
 */
import { AppError } from '../domain/errors';
import type { NewPasskey, PasskeyAnswer, PasskeyRequest } from '../domain/passkey';

/** The passkey's relying party is the extension: its id, which only its own pages may name. */
const RP_NAME = 'Keybearer';
const ES256 = -7;
const RS256 = -257;

/**
 * Not in Firefox: a page of an extension has no id there that a passkey could belong to, only those
 * of sites it may work on.
 */
export function canUsePasskeys(): boolean {
  return location.protocol === 'chrome-extension:' && 'PublicKeyCredential' in window;
}

/**
 * Asks one of these passkeys, whichever the user has at hand.
 *
 * @returns undefined if the user did not want to.
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
  /** What the browser and the authenticator call it. */
  readonly name: string;
  readonly existing: readonly PasskeyRequest[];
}

/**
 * @returns undefined if the user did not want to.
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
        // A user of its own, or the authenticator would replace one it has.
        user: { id: randomBytes(), name: wish.name, displayName: wish.name },
        pubKeyCredParams: [ES256, RS256].map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: wish.existing.map(describe),
        authenticatorSelection: {
          userVerification: 'required',
          // It is always asked for by name, but many an authenticator has PRF for these only.
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
  // Many answer only when they are asked again.
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
    // The browser does not tell a user who closes its question from one who takes too long.
    if (name === 'NotAllowedError' || name === 'AbortError') return undefined;
    if (name === 'InvalidStateError') throw new AppError('passkey-there', 'one of the excluded');
    throw new AppError('passkey-failed', `the ceremony failed: ${name}`);
  }
}

/** 32 bytes in base64, where the authenticator has answered with any. */
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
