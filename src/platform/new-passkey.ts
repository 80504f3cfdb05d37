/** Makes a passkey that unlocks the vault. Source: WebAuthn Level 3 §5.1.3 and §10.1.4. */
import { AppError } from '../domain/errors';
import type { NewPasskey, PasskeyRequest } from '../domain/passkey';
import { answerPasskeys, ceremony, describe, inputOf, randomBytes, secretOf } from './passkeys';

/** The relying party is the extension's id, which only its own pages may use. */
const RP_NAME = 'Keybearer';
const ES256 = -7;
const RS256 = -257;

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
