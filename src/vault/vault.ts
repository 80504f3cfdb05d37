/**
 * Bytes in, bytes out: the content is sealed under a random data key, and the data key in the slots.
 *
 * passphrase → KEK (Argon2id), passkey → KEK (HKDF); KEK → data key → content (both AES-256-GCM).
 */
import { AppError } from '../domain/errors';
import { decrypt, encrypt } from './box';
import { type DataKey, importDataKey, newDataKey } from './data-key';
import { boundOf, ENVELOPE_FORMAT, type Envelope, type EnvelopeHead } from './envelope';
import { passphraseSlot } from './slots';

/** A new vault of one passphrase slot, and the key that opens it. */
export async function createEnvelope(
  passphrase: string,
  content: string,
): Promise<{ envelope: Envelope; dataKey: DataKey }> {
  const dataKey = newDataKey();
  const slots = [await passphraseSlot(dataKey, passphrase)];
  return { envelope: await seal({ generation: 1, slots }, dataKey, content), dataKey };
}

/** Binds the content to these slots and this generation, so that parts of two envelopes never mix. */
export async function seal(
  head: EnvelopeHead,
  dataKey: DataKey,
  content: string,
): Promise<Envelope> {
  const key = await importDataKey(dataKey);
  const bound = boundOf(head);
  const sealed = await encrypt(key, new TextEncoder().encode(content), bound);
  return { ...head, sealed, bound, format: ENVELOPE_FORMAT };
}

/** @throws AppError `vault-damaged` if the content was not sealed under this key and this head. */
export async function openContent({ sealed, bound }: Envelope, dataKey: DataKey): Promise<string> {
  try {
    const plain = await decrypt(await importDataKey(dataKey), sealed, bound);
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (cause) {
    throw new AppError('vault-damaged', 'the key does not open the content', { cause });
  }
}
