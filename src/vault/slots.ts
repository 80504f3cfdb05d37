/**
 * Key slots: the data key, wrapped once for each way to unlock. Each wrap authenticates its
 * parameters, so that weakened parameters open nothing.
 */
import { base64 } from '@scure/base';
import * as v from 'valibot';
import { isBase64Of } from '../domain/base64-text';
import { AppError } from '../domain/errors';
import type { NewPasskey, PasskeyAnswer } from '../domain/passkey';
import { boxOf, decrypt, encrypt } from './box';
import { DATA_KEY_BYTES, type DataKey } from './data-key';
import { deriveKek, KDF_DEFAULT, type KdfParameters, kdfSchema, newKdfParameters } from './kdf';
import { importPasskeyKek } from './passkey-kek';

const PRF_INPUT_BYTES = 32;

const passphraseSlotSchema = v.strictObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  kind: v.literal('passphrase'),
  kdf: kdfSchema,
  wrapped: boxOf(DATA_KEY_BYTES),
});

/** The name of a passkey is private: it is sealed with the content. */
const passkeySlotSchema = v.strictObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  kind: v.literal('passkey'),
  /** The credential id of WebAuthn, base64url. */
  credentialId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2048)),
  /** The input of the authenticator's PRF: random bytes, base64. */
  prfInput: v.pipe(v.string(), v.check(isBase64Of(PRF_INPUT_BYTES))),
  wrapped: boxOf(DATA_KEY_BYTES),
});

export const slotSchema = v.variant('kind', [passphraseSlotSchema, passkeySlotSchema]);

export type PassphraseSlot = v.InferOutput<typeof passphraseSlotSchema>;
export type PasskeySlot = v.InferOutput<typeof passkeySlotSchema>;
export type Slot = PassphraseSlot | PasskeySlot;

export async function passphraseSlot(
  dataKey: DataKey,
  passphrase: string,
  kdf: KdfParameters = newKdfParameters(),
): Promise<PassphraseSlot> {
  const unwrapped = { id: crypto.randomUUID(), kind: 'passphrase', kdf } as const;
  const kek = await deriveKek(passphrase, kdf);
  return { ...unwrapped, wrapped: await wrap(kek, dataKey, passphraseContext(unwrapped)) };
}

export async function passkeySlot(dataKey: DataKey, passkey: NewPasskey): Promise<PasskeySlot> {
  const { slotId: id, credentialId, prfInput, secret } = passkey;
  const unwrapped = { id, kind: 'passkey', credentialId, prfInput } as const;
  const kek = await importPasskeyKek(secret);
  return { ...unwrapped, wrapped: await wrap(kek, dataKey, passkeyContext(unwrapped)) };
}

/** @throws {@link AppError} `passphrase-wrong` if the slot does not open with it. */
export async function unwrapByPassphrase(
  slots: readonly Slot[],
  passphrase: string,
): Promise<DataKey> {
  const slot = slots.find(({ kind }) => kind === 'passphrase');
  // The KDF throws for an empty passphrase, and no vault has one.
  if (slot?.kind === 'passphrase' && passphrase !== '') {
    const kek = await deriveKek(passphrase, slot.kdf);
    const dataKey = await unwrap(kek, slot, passphraseContext(slot));
    if (dataKey) return dataKey;
  }
  throw new AppError('passphrase-wrong', 'the passphrase does not open the slot', {
    field: 'passphrase',
  });
}

/** @throws {@link AppError} `passkey-wrong` if there is no such slot or it does not open. */
export async function unwrapByPasskey(
  slots: readonly Slot[],
  { slotId, secret }: PasskeyAnswer,
): Promise<DataKey> {
  const slot = slots.find(({ id }) => id === slotId);
  if (slot?.kind === 'passkey') {
    const dataKey = await unwrap(await importPasskeyKek(secret), slot, passkeyContext(slot));
    if (dataKey) return dataKey;
  }
  throw new AppError('passkey-wrong', 'the passkey opens no slot');
}

/** Whether the key derivation costs less than this build's default. */
export function isOutdated(slot: Slot): boolean {
  if (slot.kind !== 'passphrase') return false;
  const { memoryKiB, passes } = slot.kdf;
  return memoryKiB < KDF_DEFAULT.memoryKiB || passes < KDF_DEFAULT.passes;
}

function wrap(kek: CryptoKey, dataKey: DataKey, context: string) {
  return encrypt(kek, base64.decode(dataKey), context);
}

async function unwrap(
  kek: CryptoKey,
  { wrapped }: Slot,
  context: string,
): Promise<DataKey | undefined> {
  try {
    // Cast: authenticated, so it is the key that was wrapped.
    return base64.encode(await decrypt(kek, wrapped, context)) as DataKey;
  } catch {
    return undefined;
  }
}

/** The number is the format of the slot, which has not changed since the first vault. */
function passphraseContext({ id, kind, kdf }: Omit<PassphraseSlot, 'wrapped'>): string {
  const { name, memoryKiB, passes, lanes, salt } = kdf;
  return JSON.stringify(['keybearer slot', 1, id, kind, [name, memoryKiB, passes, lanes, salt]]);
}

function passkeyContext({ id, kind, credentialId, prfInput }: Omit<PasskeySlot, 'wrapped'>) {
  return JSON.stringify(['keybearer slot', 1, id, kind, [credentialId, prfInput]]);
}

/** A format 1 envelope binds its content to these texts. */
export function slotContextOfFormat1(slot: PassphraseSlot): readonly string[] {
  return [passphraseContext(slot), slot.wrapped.iv, slot.wrapped.ciphertext];
}
