/** Parts of an envelope that tests look into. */
import type { Envelope } from '../../src/vault/envelope';
import type { PassphraseSlot } from '../../src/vault/slots';

export function passphraseSlotOf({ slots }: Pick<Envelope, 'slots'>): PassphraseSlot {
  const slot = slots.find(({ kind }) => kind === 'passphrase');
  if (slot?.kind !== 'passphrase') throw new Error('no passphrase slot');
  return slot;
}
