/**
 * Bytes in, bytes out: a vault's content under a random data key, the data key under a passphrase.
 *
 * passphrase → KEK (Argon2id) → data key (AES-256-GCM) → content (AES-256-GCM).
 */
import { base64 } from '@scure/base';
import { AppError } from '../domain/errors';
import { decrypt, encrypt } from './box';
import { ENVELOPE_FORMAT, type Envelope, type Slot } from './envelope';
import { deriveKek, newKdfParameters } from './kdf';

/** The data key as `storage.session` holds it while unlocked: 32 bytes, base64. */
export type DataKey = string & { readonly __brand: 'DataKey' };

const DATA_KEY_BYTES = 32;

/** A new vault of one passphrase slot, and the key that opens it. */
export async function createEnvelope(
  passphrase: string,
  content: string,
  generation = 1,
): Promise<{ envelope: Envelope; dataKey: DataKey }> {
  const raw = crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
  // Cast: this is where data keys are made.
  const dataKey = base64.encode(raw) as DataKey;
  const unwrapped = {
    id: crypto.randomUUID(),
    kind: 'passphrase',
    kdf: newKdfParameters(),
  } as const;
  const kek = await deriveKek(passphrase, unwrapped.kdf);
  const slot = { ...unwrapped, wrapped: await encrypt(kek, raw, slotContext(unwrapped)) };
  const envelope = await seal({ generation, slots: [slot] }, dataKey, content);
  return { envelope, dataKey };
}

/**
 * The data key of an envelope whose digest has been checked.
 *
 * @throws AppError `passphrase-wrong` if no slot yields to it.
 */
export async function unwrapDataKey(envelope: Envelope, passphrase: string): Promise<DataKey> {
  // The KDF refuses to derive from nothing, and nothing is never a vault's passphrase.
  for (const slot of passphrase === '' ? [] : envelope.slots) {
    const kek = await deriveKek(passphrase, slot.kdf);
    try {
      // Cast: authenticated, so it is the key that was wrapped.
      return base64.encode(await decrypt(kek, slot.wrapped, slotContext(slot))) as DataKey;
    } catch {
      // Not this slot's passphrase.
    }
  }
  throw new AppError('passphrase-wrong', 'no slot yields to this passphrase');
}

/** Seals new content under the next generation; the slots stay. */
export async function reseal(
  envelope: Envelope,
  dataKey: DataKey,
  content: string,
): Promise<Envelope> {
  return seal({ generation: envelope.generation + 1, slots: envelope.slots }, dataKey, content);
}

/** @throws AppError `vault-damaged` if the content is not what was sealed under this key and generation. */
export async function openContent(envelope: Envelope, dataKey: DataKey): Promise<string> {
  try {
    const key = await importDataKey(dataKey);
    const plain = await decrypt(key, envelope.sealed, sealContext(envelope));
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (cause) {
    throw new AppError('vault-damaged', 'the seal does not fit', { cause });
  }
}

type Unsealed = Pick<Envelope, 'generation' | 'slots'>;

async function seal(unsealed: Unsealed, dataKey: DataKey, content: string): Promise<Envelope> {
  const key = await importDataKey(dataKey);
  const plain = new TextEncoder().encode(content);
  const sealed = await encrypt(key, plain, sealContext(unsealed));
  return { format: ENVELOPE_FORMAT, ...unsealed, sealed };
}

/** Binds a wrapped key to its parameters: weakened ones do not open it. */
function slotContext({ id, kind, kdf }: Omit<Slot, 'wrapped'>): string {
  const { name, memoryKiB, passes, lanes, salt } = kdf;
  return JSON.stringify([
    'keybearer slot',
    ENVELOPE_FORMAT,
    id,
    kind,
    [name, memoryKiB, passes, lanes, salt],
  ]);
}

/** Binds the content to its generation and slots: parts of two generations do not mix. */
function sealContext({ generation, slots }: Unsealed): string {
  const bound = slots.map((slot) => [slotContext(slot), slot.wrapped.iv, slot.wrapped.ciphertext]);
  return JSON.stringify(['keybearer content', ENVELOPE_FORMAT, generation, bound]);
}

function importDataKey(dataKey: DataKey): Promise<CryptoKey> {
  const raw = new Uint8Array(base64.decode(dataKey));
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
