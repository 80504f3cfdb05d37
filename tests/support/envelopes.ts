/** Envelopes, their parts and their next generations. */
import type { DataKey } from '../../src/vault/data-key';
import type { Envelope } from '../../src/vault/envelope';
import type { PassphraseSlot } from '../../src/vault/slots';
import { seal } from '../../src/vault/vault';

export function passphraseSlotOf({ slots }: Pick<Envelope, 'slots'>): PassphraseSlot {
  const slot = slots.find(({ kind }) => kind === 'passphrase');
  if (slot?.kind !== 'passphrase') throw new Error('no passphrase slot');
  return slot;
}

/** The next generation, with other content under the same slots. */
export function resealed(
  { generation, slots }: Envelope,
  dataKey: DataKey,
  content: string,
): Promise<Envelope> {
  return seal({ generation: generation + 1, slots }, dataKey, content);
}
